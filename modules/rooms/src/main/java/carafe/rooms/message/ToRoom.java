package carafe.rooms.message;

import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What every room is told. A relay numbers what it tells a room from 1, without gaps; a room that
 * has dealt with all up to a number says so in {@link ToRelay#handled}.
 */
public sealed interface ToRoom extends RoomMessage {
  /**
   * A relay comes to this incarnation of the room. Goes through sharding, so that it starts the
   * room; answered with {@link ToRelay.Attached}.
   *
   * @param members connections that a former incarnation has welcomed already
   */
  record Attach(ActorRef<ToRelay> relay, List<Member> members) implements ToRoom {
    public Attach {
      members = List.copyOf(members);
    }
  }

  /** What an attached relay says; sent to the room's actor directly. */
  sealed interface FromRelay extends ToRoom {
    ActorRef<ToRelay> relay();

    /** Number of this message at its relay. */
    long number();
  }

  record Opened(ActorRef<ToRelay> relay, long number, Member member) implements FromRelay {}

  /**
   * A message of one connection.
   *
   * @param at when it reached the server
   */
  record Heard(
      ActorRef<ToRelay> relay, long number, int connection, ClientMessage message, Instant at)
      implements FromRelay {}

  record Closed(
      ActorRef<ToRelay> relay, long number, int connection, int code, String reason, boolean clean)
      implements FromRelay {}

  /** All connections of the relay from which nothing has come for 30 s; told on every change. */
  record Silent(ActorRef<ToRelay> relay, long number, Numbers connections) implements FromRelay {}

  /** The relay has no connections left and goes. */
  record Detach(ActorRef<ToRelay> relay, long number) implements FromRelay {}

  /** An HTTP request; exactly one answer. */
  record Requested(Request request, ActorRef<Response> replyTo) implements ToRoom {}

  /** The room's row in {@code awake} is due. */
  record Wake() implements ToRoom {}

  /** Sharding asks the room to finish what it holds and stop. */
  record Stop() implements ToRoom {}
}
