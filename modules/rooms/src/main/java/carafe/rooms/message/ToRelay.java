package carafe.rooms.message;

import carafe.rooms.frame.Frame;
import carafe.rooms.json.AsBytes;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/** What a room tells a relay: one message whatever the number of connections. */
public sealed interface ToRelay extends RelayMessage {
  Mark mark();

  /**
   * This incarnation has taken the relay: watch it, and talk to it directly from now on.
   *
   * @param incarnation grows with every incarnation of a room on this node (for tests and logs)
   */
  record Attached(ActorRef<RoomMessage> room, long incarnation, Mark mark) implements ToRelay {}

  /**
   * To all connections of the relay but these, and but those whose {@link ToRoom.Opened} the room
   * had not {@linkplain Mark#heard() heard} yet: a connection's first word comes from its opening.
   */
  record ToAll(Frame frame, Numbers except, Mark mark) implements ToRelay {}

  /** {@link ToAll} without exceptions, several in a row: each connection gets them in one go. */
  record ToAllAtOnce(List<Frame> frames, Mark mark) implements ToRelay {}

  record ToSome(Frame frame, Numbers connections, Mark mark) implements ToRelay {}

  record Close(Numbers connections, int code, String reason, Mark mark) implements ToRelay {}

  /** Keeps this state with the connection, for the room's next incarnation. */
  record Keep(int connection, @AsBytes ByteString state, Mark mark) implements ToRelay {}

  /**
   * Credentials were wrong. The relay waits a second and sends {@code denied}, or, when the address
   * has used up its budget of wrong ones, {@code limited}.
   */
  record Denied(int connection, Frame denied, Frame limited, Mark mark) implements ToRelay {}

  /** Only says what is dealt with. */
  record Handled(Mark mark) implements ToRelay {}

  /** Messages of the relay were lost on their way here: attach again. */
  record Again(Mark mark) implements ToRelay {}

  /** The last word of this incarnation: attach to the next one. */
  record Ended(Mark mark) implements ToRelay {}
}
