package carafe.server.management;

import carafe.server.cluster.registry.NodeAddress;
import carafe.server.management.MemberChange.Downed;
import carafe.server.management.MemberChange.Exiting;
import carafe.server.management.MemberChange.Joined;
import carafe.server.management.MemberChange.Leads;
import carafe.server.management.MemberChange.Leaving;
import carafe.server.management.MemberChange.Reachable;
import carafe.server.management.MemberChange.Removed;
import carafe.server.management.MemberChange.Unreachable;
import carafe.server.management.MemberChange.Up;
import carafe.server.management.ReportMessage.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Says what the changes of members mean for rooms. Knows no log: it only finds the words. */
final class MemberNews {
  /** A line for the log. */
  record Line(Level level, String text) {}

  private enum State {
    JOINING,
    UP,
    LEAVING,
    EXITING,
    DOWN
  }

  private record Known(State state, int upNumber) {
    Known now(State later) {
      return new Known(later, upNumber);
    }
  }

  private final NodeAddress self;
  private final Duration stableAfter;
  private final Map<NodeAddress, Known> members = new HashMap<>();
  private Map<NodeAddress, Report> loads = Map.of();
  private boolean goes;
  private @Nullable NodeAddress oldest;
  private @Nullable String leader;

  /**
   * @param stableAfter how long an unreachable member is waited for
   */
  MemberNews(NodeAddress self, Duration stableAfter) {
    this.self = self;
    this.stableAfter = stableAfter;
  }

  /** What members carried a moment ago. */
  void carry(Map<NodeAddress, Report> newest) {
    loads = Map.copyOf(newest);
  }

  /** Whether there is anybody else whose load may be wanted. */
  boolean hasOthers() {
    return members.size() > 1;
  }

  List<Line> hear(MemberChange change) {
    if (goes && !change.isOf(self)) {
      return List.of(); // to a node that goes all others seem to
    }
    List<Line> lines = new ArrayList<>();
    change(change).ifPresent(lines::add);
    oldest().ifPresent(lines::add);
    return lines;
  }

  private Optional<Line> change(MemberChange change) {
    return switch (change) {
      case Joined(NodeAddress node, String version) -> {
        members.put(node, new Known(State.JOINING, Integer.MAX_VALUE));
        yield info(
            "%s (%s) is joining: it gets rooms when it is up".formatted(name(node), version));
      }
      case Up it -> up(it);
      case Unreachable(NodeAddress node) -> unreachable(node);
      case Reachable(NodeAddress node) ->
          info("%s is reachable again: %s go on there".formatted(name(node), rooms(node)));
      case Leaving(NodeAddress node) -> {
        becomes(node, State.LEAVING);
        yield info(
            "%s is leaving in order: its rooms move to the others, its clients reconnect to them"
                .formatted(name(node)));
      }
      case Exiting(NodeAddress node) -> {
        becomes(node, State.EXITING);
        goes |= node.equals(self);
        yield Optional.empty(); // nothing that "removed" does not say a moment later
      }
      case Downed(NodeAddress node) -> {
        becomes(node, State.DOWN);
        yield downed(node);
      }
      case Removed(NodeAddress node) -> removed(node);
      case Leads(String address) -> leads(address);
    };
  }

  private Optional<Line> up(Up it) {
    boolean selfWasUp = isUp(self);
    members.put(it.node(), new Known(State.UP, it.upNumber()));
    if (!selfWasUp && !it.node().equals(self)) {
      return info("%s (%s) is a member".formatted(name(it.node()), it.version()));
    }
    return info(
        "%s is up, %s now: %s"
            .formatted(
                name(it.node()),
                nodes(),
                members.size() == 1
                    ? "all rooms are here"
                    : "it takes its share of the rooms; those that move are away for a moment"));
  }

  private Optional<Line> unreachable(NodeAddress node) {
    if (state(node) == State.EXITING) {
      return Optional.empty(); // it goes, as it said
    }
    if (state(node) == State.DOWN) {
      return Optional.empty(); // it was given up before
    }
    return warn(
        ("%s is unreachable: %s wait; if it does not come back it is given up after %d s, or as"
                + " soon as its process is known to be dead, and they start on other nodes")
            .formatted(name(node), rooms(node), stableAfter.toSeconds()));
  }

  private Optional<Line> downed(NodeAddress node) {
    goes |= node.equals(self);
    return node.equals(self)
        ? warn(
            ("%s is given up by the cluster and ends: its rooms start on other nodes, its clients"
                    + " reconnect to them")
                .formatted(name(node)))
        : warn(
            "%s is given up: %s start on other nodes as soon as it is removed"
                .formatted(name(node), rooms(node)));
  }

  private Optional<Line> removed(NodeAddress node) {
    Known before = members.remove(node);
    boolean givenUp = before != null && before.state() == State.DOWN;
    if (node.equals(self)) {
      goes = true;
      return info("%s is no member any more".formatted(name(node)));
    }
    return givenUp
        ? warn(
            "%s is removed, %s left: %s start on them now"
                .formatted(name(node), nodes(), rooms(node)))
        : info("%s has left, %s left".formatted(name(node), nodes()));
  }

  private Optional<Line> leads(String address) {
    if (address.equals(leader)) {
      return Optional.empty();
    }
    leader = address;
    return info("%s leads now: it lets nodes in and takes them out".formatted(name(address)));
  }

  private Optional<Line> oldest() {
    Optional<NodeAddress> now =
        members.entrySet().stream()
            .filter(member -> member.getValue().state() != State.JOINING)
            .filter(member -> member.getValue().state() != State.EXITING)
            .min(Comparator.comparingInt(member -> member.getValue().upNumber()))
            .map(Map.Entry::getKey);
    if (!isUp(self) || now.isEmpty() || now.get().equals(oldest)) {
      return Optional.empty(); // before that not all members may have been heard of
    }
    oldest = now.get();
    return info(
        "%s is the oldest now: it decides where rooms are, and wakes those that owe something"
            .formatted(name(oldest)));
  }

  private void becomes(NodeAddress node, State state) {
    members.computeIfPresent(node, (_, known) -> known.now(state));
  }

  private boolean isUp(NodeAddress node) {
    return state(node) == State.UP;
  }

  private @Nullable State state(NodeAddress node) {
    Known known = members.get(node);
    return known == null ? null : known.state();
  }

  private String name(NodeAddress node) {
    return name(node.display());
  }

  private String name(String address) {
    return (address.equals(self.display()) ? "This node " : "Node ") + address;
  }

  private String nodes() {
    return members.size() == 1 ? "1 node" : members.size() + " nodes";
  }

  /** To be followed by a verb in the plural. */
  private String rooms(NodeAddress node) {
    Report load = loads.get(node);
    if (load == null || load.shards().isEmpty() || load.rooms().isEmpty()) {
      return "its rooms";
    }
    return "its %d shards with %d rooms".formatted(load.shards().get(), load.rooms().get());
  }

  private static Optional<Line> info(String text) {
    return Optional.of(new Line(Level.INFO, text));
  }

  private static Optional<Line> warn(String text) {
    return Optional.of(new Line(Level.WARN, text));
  }
}
