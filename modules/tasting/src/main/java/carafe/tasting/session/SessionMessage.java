package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import org.apache.pekko.actor.typed.ActorRef;

/** What others than relays ask of a session's actor. */
public sealed interface SessionMessage extends RoomMessage {
  /** Keep the code, if it is free, for somebody who asked for one. */
  record ReserveCode(ActorRef<ReserveReply> replyTo) implements SessionMessage {}

  /** Answers {@link ReserveCode}. */
  sealed interface ReserveReply extends RoomMessage {}

  /** Nobody else gets the code for a while; that is stored. */
  record Reserved() implements ReserveReply {}

  record Taken() implements ReserveReply {}
}
