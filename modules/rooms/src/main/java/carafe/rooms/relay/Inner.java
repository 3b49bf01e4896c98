package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.RelayMessage;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;

/** What a relay is told on its own node: by {@link Relays}, by its connections, by its timers. */
sealed interface Inner extends RelayMessage, NoSerializationVerificationNeeded {
  /** A new connection. */
  record Enter(Connection connection) implements Inner {}

  record Spoke(Peer peer, ClientMessage message, Instant at) implements Inner {}

  record Left(Peer peer, int code, String reason, boolean clean) implements Inner {}

  /** All connections shall be closed within this time; whoever enters later, at once. */
  record CloseAll(int code, String reason, Duration spread) implements Inner {}

  /** {@link Relays} will send nobody here any more. */
  record Go() implements Inner {}

  /**
   * The room that was attached has terminated.
   *
   * @param attach number of the Attach it had taken
   */
  record RoomGone(long attach) implements Inner {}

  record AttachDue(long attach) implements Inner {}

  /** Some may have waited for the room for too long. */
  record LookAtWaiting() implements Inner {}

  record LookForSilent() implements Inner {}

  /** Words between the room and the relay may have been lost. */
  record LookForLost() implements Inner {}

  /** Nobody has come for a while. */
  record LingeredEnough() implements Inner {}

  record DenialDue(Peer peer, Frame answer) implements Inner {}

  /** The next of those that {@link CloseAll} closes. */
  record CloseSome() implements Inner {}
}
