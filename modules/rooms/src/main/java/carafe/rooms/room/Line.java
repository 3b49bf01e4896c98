package carafe.rooms.room;

import carafe.rooms.collect.ByNumber;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/** One attached relay as its room sees it: its connections, and how far the two have come. */
final class Line {
  static final Turn NO_TURN = () -> {};

  /** So many turns may be done before the relay is told without being told anything else. */
  private static final int UNTOLD_MAX = 256;

  private final ActorRef<ToRelay> relay;
  private final long attached;
  private final ByNumber<Member> members = new ByNumber<>();
  private final Numbers.Collector gathered = new Numbers.Collector();

  /** Turns that are not done, or that wait for one before them that is not. */
  private final Queue<OpenTurn> turns = new ArrayDeque<>(4);

  /** Of connections whose end has not been heard since they were closed, by their numbers. */
  private final Map<Integer, Closing> closings = HashMap.newHashMap(0);

  private Set<Integer> silent = Set.of();
  private long told;
  private long heard;
  private long handled;
  private long handledTold;
  private boolean broken;
  private boolean complained;
  private boolean ended;

  private record Closing(int code, String reason) {}

  Line(ActorRef<ToRelay> relay, long attached) {
    this.relay = relay;
    this.attached = attached;
    this.heard = attached;
    this.handled = attached;
    this.handledTold = attached;
  }

  ActorRef<ToRelay> relay() {
    return relay;
  }

  /** Number of the Attach that it began with. */
  long attached() {
    return attached;
  }

  Turn turn(ToRoom.FromRelay message) {
    long number = message.number();
    if (number <= heard) {
      return NO_TURN; // made on this side, see Audience.attach
    }
    boolean gap = number > heard + 1;
    heard = number;
    if (gap) {
      // What was lost is never handled, so nothing after it may be called so either.
      broken = true;
    }
    if (broken) {
      complain(message);
      return NO_TURN;
    }
    OpenTurn turn = new OpenTurn(number);
    turns.add(turn);
    return turn;
  }

  /** Once, and whenever the relay wonders: what it was told of it may be lost, too. */
  private void complain(ToRoom.FromRelay message) {
    if (!complained || message instanceof ToRoom.Silent) {
      complained = true;
      tell(ToRelay.Again::new);
    }
  }

  private final class OpenTurn implements Turn {
    final long number;
    boolean done;

    OpenTurn(long number) {
      this.number = number;
    }

    @Override
    public void done() {
      done = true;
      settle();
    }
  }

  private void settle() {
    for (OpenTurn first = turns.peek(); first != null && first.done; first = turns.peek()) {
      handled = first.number;
      turns.remove();
    }
    if (handled - handledTold >= UNTOLD_MAX) {
      acknowledge();
    }
  }

  void acknowledge() {
    if (handled > handledTold) {
      tell(ToRelay.Handled::new);
    }
  }

  void tell(Function<Mark, ToRelay> message) {
    if (!ended) {
      handledTold = handled;
      relay.tell(message.apply(new Mark(++told, heard, handled)));
    }
  }

  Link add(Member member) {
    members.put(member.connection(), member);
    return new Link(relay, member.connection());
  }

  Optional<Member> member(int connection) {
    return Optional.ofNullable(members.get(connection));
  }

  void keep(int connection, ByteString state) {
    Member member = members.get(connection);
    if (member != null) {
      members.put(connection, member.withState(state));
      tell(mark -> new ToRelay.Keep(connection, state, mark));
    }
  }

  void remove(ToRoom.Closed closed) {
    members.remove(closed.connection());
    if (closed.number() > attached) { // not made on this side, see Audience.attach
      closings.remove(closed.connection());
    }
  }

  void close(Numbers connections, int code, String reason) {
    Closing closing = new Closing(code, reason);
    connections.stream()
        .filter(connection -> members.get(connection) != null)
        .forEach(connection -> closings.putIfAbsent(connection, closing));
    tell(mark -> new ToRelay.Close(connections, code, reason, mark));
  }

  /** Words between here and the relay were lost since this line to it: a Close may be of them. */
  void follow(Line before) {
    closings.putAll(before.closings);
  }

  /** Whether the connection was closed before such a loss; closes it again. */
  boolean closesAgain(int connection) {
    Closing closing = closings.get(connection);
    if (closing == null) {
      return false;
    }
    Numbers one = Numbers.of(connection);
    tell(mark -> new ToRelay.Close(one, closing.code(), closing.reason(), mark));
    return true;
  }

  void silent(Numbers connections) {
    silent = connections.stream().boxed().collect(Collectors.toCollection(HashSet::new));
  }

  boolean isSilent(int connection) {
    return silent.contains(connection);
  }

  int size() {
    return members.size();
  }

  void gather(int connection) {
    gathered.add(connection);
  }

  Numbers gathered() {
    return gathered.take();
  }

  /** Nothing is told any more; returns the links there were. */
  List<Link> end() {
    ended = true;
    return members.stream().map(member -> new Link(relay, member.connection())).toList();
  }
}
