package carafe.rooms.message;

import carafe.rooms.frame.Frame;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/** What a room tells a relay: one message whatever the number of connections. */
public sealed interface ToRelay {
  /** All messages of the relay up to this number are dealt with and what follows of them stored. */
  long handled();

  /**
   * This incarnation has taken the relay: watch it, and talk to it directly from now on.
   *
   * @param incarnation grows with every incarnation of the room on this node (for tests and logs)
   */
  record Attached(ActorRef<RoomMessage> room, long incarnation, long handled) implements ToRelay {}

  /** To all connections of the relay but these. */
  record ToAll(Frame frame, Numbers except, long handled) implements ToRelay {}

  record ToSome(Frame frame, Numbers connections, long handled) implements ToRelay {}

  record Close(Numbers connections, int code, String reason, long handled) implements ToRelay {}

  /** Keeps this state with the connection, for the room's next incarnation. */
  record Keep(int connection, ByteString state, long handled) implements ToRelay {}

  /**
   * Credentials were wrong. The relay waits a second and sends {@code denied}, or, when the address
   * has used up its budget of wrong ones, {@code limited}.
   */
  record Denied(int connection, Frame denied, Frame limited, long handled) implements ToRelay {}

  /** Only says what is dealt with. */
  record Handled(long handled) implements ToRelay {}
}
