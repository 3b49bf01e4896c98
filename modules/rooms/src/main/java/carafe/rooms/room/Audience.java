package carafe.rooms.room;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Everybody connected to a room, through whatever relays, and how to tell them. Belongs to the
 * room's actor; not thread-safe.
 *
 * <p>What the actor owes it: every {@link ToRoom.Attach} goes to {@link #attach}; every {@link
 * ToRoom.FromRelay} goes to {@link #turn} exactly once, when the actor begins to deal with it, and
 * then to the method named like it; a {@link ToRoom.Detach} and a {@code Terminated} signal of a
 * relay (relays are watched from here) go to {@link #gone}.
 *
 * <p>Telling a connection or a relay that is gone does nothing.
 */
public final class Audience {
  private static final AtomicLong INCARNATIONS = new AtomicLong();

  private final ActorContext<RoomMessage> context;
  private final long incarnation = INCARNATIONS.incrementAndGet();

  /** Nearly always one. */
  private final Map<ActorRef<ToRelay>, Line> lines = HashMap.newHashMap(1);

  private final UnaryOperator<Frame> stamp;

  public Audience(ActorContext<RoomMessage> context) {
    this.context = context;
    this.stamp = IncarnationStamp.in(context.getSystem());
  }

  /**
   * Takes a relay and tells it so. Who is there follows as {@link ToRoom.Returned}. When messages
   * between the two had been lost and the relay therefore comes again to the same incarnation, its
   * links from before end: each one's {@link ToRoom.Closed} comes to the actor by itself.
   */
  public void attach(ToRoom.Attach attach) {
    Line line = lines.get(attach.relay());
    if (line == null) {
      context.watch(attach.relay());
      line = take(attach);
    } else if (line.attached() < attach.number()) {
      for (Link link : line.end()) {
        context.getSelf().tell(lost(link));
      }
      Line before = line;
      line = take(attach);
      line.follow(before);
    } else if (line.attached() > attach.number()) {
      return; // a repetition that was overtaken
    }
    line.tell(mark -> new ToRelay.Attached(context.getSelf(), incarnation, mark));
  }

  private Line take(ToRoom.Attach attach) {
    Line line = new Line(attach.relay(), attach.number());
    lines.put(attach.relay(), line);
    return line;
  }

  /** Number 0: no turn follows from it, the relay knows nothing of it. */
  private static ToRoom.Closed lost(Link link) {
    return new ToRoom.Closed(link.relay(), 0, link.connection(), 1006, "", false);
  }

  /**
   * Opens a turn; {@link Turn#done} closes it. The relay says again, to another incarnation, what
   * came in turns that were not done.
   */
  public Turn turn(ToRoom.FromRelay message) {
    Line line = lines.get(message.relay());
    return line == null ? Line.NO_TURN : line.turn(message);
  }

  /**
   * Connections that a former incarnation has welcomed. What was told meanwhile they missed; those
   * that missed that they were closed are closed again, and are not among the links.
   */
  public List<Link> returned(ToRoom.Returned returned) {
    Line line = lines.get(returned.relay());
    return returned.members().stream()
        .filter(member -> line == null || !line.closesAgain(member.connection()))
        .map(member -> add(returned.relay(), member))
        .toList();
  }

  public Link opened(ToRoom.Opened opened) {
    return add(opened.relay(), opened.member());
  }

  private Link add(ActorRef<ToRelay> relay, Member member) {
    Line line = lines.get(relay);
    return line == null ? new Link(relay, member.connection()) : line.add(member);
  }

  /** What is known of the connection; empty when it is gone. */
  public Optional<Member> member(Link link) {
    Line line = lines.get(link.relay());
    return line == null ? Optional.empty() : line.member(link.connection());
  }

  public Link closed(ToRoom.Closed closed) {
    Line line = lines.get(closed.relay());
    if (line != null) {
      line.remove(closed);
    }
    return new Link(closed.relay(), closed.connection());
  }

  /** The links of a relay that detached or terminated, which are gone now. */
  public List<Link> gone(ActorRef<ToRelay> relay) {
    Line line = lines.remove(relay);
    context.unwatch(relay);
    return line == null ? List.of() : line.end();
  }

  public void silent(ToRoom.Silent silent) {
    Line line = lines.get(silent.relay());
    if (line != null) {
      line.silent(silent.connections());
    }
  }

  /** Whether nothing has come from the connection for 30 s. */
  public boolean isSilent(Link link) {
    Line line = lines.get(link.relay());
    return line != null && line.isSilent(link.connection());
  }

  /** How many connections there are. */
  public int size() {
    int size = 0;
    for (Line line : lines.values()) {
      size += line.size();
    }
    return size;
  }

  /** Whether the relay has come and is not gone. */
  public boolean isAttached(ActorRef<ToRelay> relay) {
    return lines.containsKey(relay);
  }

  /** Whether no relay is attached. */
  public boolean isAlone() {
    return lines.isEmpty();
  }

  public void tellAll(Frame frame) {
    tellAllExcept(frame, List.of());
  }

  /** Several in a row: each connection gets them together. */
  public void tellAll(List<Frame> frames) {
    List<Frame> stamped = frames.stream().map(stamp).toList();
    for (Line line : lines.values()) {
      line.tell(mark -> new ToRelay.ToAllAtOnce(stamped, mark));
    }
  }

  public void tellAllExcept(Frame frame, Collection<Link> except) {
    gather(except);
    Frame stamped = stamp.apply(frame);
    for (Line line : lines.values()) {
      Numbers numbers = line.gathered();
      line.tell(mark -> new ToRelay.ToAll(stamped, numbers, mark));
    }
  }

  public void tell(Frame frame, Collection<Link> links) {
    gather(links);
    Frame stamped = stamp.apply(frame);
    for (Line line : lines.values()) {
      Numbers numbers = line.gathered();
      if (!numbers.isEmpty()) {
        line.tell(mark -> new ToRelay.ToSome(stamped, numbers, mark));
      }
    }
  }

  public void tell(Frame frame, Link link) {
    Line line = lines.get(link.relay());
    if (line != null) {
      Frame stamped = stamp.apply(frame);
      line.tell(mark -> new ToRelay.ToSome(stamped, Numbers.of(link.connection()), mark));
    }
  }

  public void close(Link link, int code, String reason) {
    close(List.of(link), code, reason);
  }

  public void close(Collection<Link> links, int code, String reason) {
    gather(links);
    for (Line line : lines.values()) {
      Numbers numbers = line.gathered();
      if (!numbers.isEmpty()) {
        line.close(numbers, code, reason);
      }
    }
  }

  /**
   * Keeps this state with the connection, for this incarnation and the next.
   *
   * @throws IllegalArgumentException when it is over {@link Member#STATE_BYTES_MAX}
   */
  public void keep(Link link, ByteString state) {
    Line line = lines.get(link.relay());
    if (line != null) {
      line.keep(link.connection(), state);
    }
  }

  /**
   * The credentials of the message now dealt with are wrong. To be called before its turn is done:
   * the relay lets the connection's next message through when it sees that.
   */
  public void deny(Link link, Frame denied, Frame limited) {
    Line line = lines.get(link.relay());
    if (line != null) {
      Frame one = stamp.apply(denied);
      Frame other = stamp.apply(limited);
      line.tell(mark -> new ToRelay.Denied(link.connection(), one, other, mark));
    }
  }

  /** Tells relays of turns that are done and that no other message has mentioned yet. */
  public void acknowledge() {
    for (Line line : lines.values()) {
      line.acknowledge();
    }
  }

  /**
   * Tells the relays that this incarnation ends, so that they look for the next one at once: that
   * an actor of another node has terminated is known late, while that node leaves not before it has
   * left. Nothing is told after it.
   */
  public void end() {
    for (Line line : lines.values()) {
      line.tell(ToRelay.Ended::new);
      line.end();
    }
    lines.clear();
  }

  /** Links to numbers by relay; most neighbours share one, so it is looked up when it changes. */
  private void gather(Collection<Link> links) {
    @Nullable Line line = null;
    for (Link link : links) {
      if (line == null || !line.relay().equals(link.relay())) {
        line = lines.get(link.relay());
      }
      if (line != null) {
        line.gather(link.connection());
      }
    }
  }
}
