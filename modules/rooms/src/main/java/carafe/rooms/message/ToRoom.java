package carafe.rooms.message;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What every room is told.
 *
 * <p>A relay numbers all it tells its room, from 1, without gaps, and no number is given twice in a
 * relay's life; {@link Attach} has a number too, the same when it is repeated. So a number tells
 * which incarnation a message was meant for: everything up to the number of the newest Attach was
 * another's.
 */
public sealed interface ToRoom extends RoomMessage {
  /**
   * A relay comes to this incarnation of the room. Goes through sharding, so that it starts the
   * room; answered with {@link ToRelay.Attached}; then the relay says who is there already.
   */
  record Attach(ActorRef<ToRelay> relay, long number) implements ToRoom {}

  /** What an attached relay says; sent to the room's actor directly. */
  sealed interface FromRelay extends ToRoom {
    ActorRef<ToRelay> relay();

    /** Number of this message at its relay. */
    long number();
  }

  /** Connections that a former incarnation has welcomed; the first words after an Attach. */
  record Returned(ActorRef<ToRelay> relay, long number, List<Member> members) implements FromRelay {
    public Returned {
      members = List.copyOf(members);
    }
  }

  /** A new connection. */
  record Opened(ActorRef<ToRelay> relay, long number, Member member) implements FromRelay {}

  /**
   * @param at when it reached the server
   */
  record Heard(
      ActorRef<ToRelay> relay, long number, int connection, ClientMessage message, Instant at)
      implements FromRelay {}

  record Closed(
      ActorRef<ToRelay> relay, long number, int connection, int code, String reason, boolean clean)
      implements FromRelay {}

  /**
   * All connections of the relay from which nothing has come for 30 s; told on every change, and
   * when the relay wonders whether words were lost.
   */
  record Silent(ActorRef<ToRelay> relay, long number, Numbers connections) implements FromRelay {}

  /** The relay has no connections left and goes. */
  record Detach(ActorRef<ToRelay> relay, long number) implements FromRelay {}

  /**
   * A request over HTTP or of another room; exactly one answer.
   *
   * @param callers the rooms whose hooks wait for it, the first caller first
   */
  record Requested(Request request, List<Caller> callers, ActorRef<Response> replyTo)
      implements ToRoom {
    public Requested {
      callers = List.copyOf(callers);
    }

    /** A client's request. */
    public Requested(Request request, ActorRef<Response> replyTo) {
      this(request, List.of(), replyTo);
    }
  }

  /**
   * Somebody would like to connect; exactly one answer. Only asked of rooms whose type asks for it.
   */
  record Knocked(Request request, List<Caller> callers, ActorRef<Verdict> replyTo)
      implements ToRoom {
    public Knocked {
      callers = List.copyOf(callers);
    }
  }

  /**
   * The room's row in {@code awake} is due.
   *
   * @param at what the row said when it was read; nodes of an older version do not tell
   */
  record Wake(Optional<Instant> at) implements ToRoom {}

  /** Sharding asks the room to finish what it holds and stop. */
  record Stop() implements ToRoom {}
}
