package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.room.Link;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.HostId;
import carafe.tasting.host.HostMessage.ClaimReply;
import carafe.tasting.wire.FromClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What a session's actor tells itself: timers, answers it waited for. Never from outside. */
sealed interface Note extends RoomMessage {
  /** Decide what waits in the group; lies in the mailbox behind all that came with it. */
  record Flush() implements Note {}

  /** The time of this question, as it stood with this deadline, is over. */
  record TimeUp(String question, Instant deadline) implements Note {}

  /** A second of this question's clock, as it stood with this deadline, has passed. */
  record Tick(String question, Optional<Instant> deadline) implements Note {}

  record LobbyDue() implements Note {}

  record AnswersDue() implements Note {}

  /** Somebody may have been gone for long enough. */
  record PresenceDue() implements Note {}

  /** The session may have been left alone for too long. */
  record LapseDue() implements Note {}

  /** Whether a host is there has changed. */
  record HostsChanged(Instant at) implements Note {}

  /** After recovery every host had time to come back. */
  record HostsAwaited(Instant recoveredAt) implements Note {}

  record RelayGone(ActorRef<ToRelay> relay) implements Note {}

  /**
   * What the host said has waited for answers that had come before it.
   *
   * @param session its number, and the question that was open when it was said
   */
  record HostWaited(int session, String question, FromClient.HostCommand message, Speaker by)
      implements Note {}

  // --- creation ---

  /** All that must be so before a session is created, or why it is not. */
  record Prepared(Creating.Wish wish, Optional<ClaimReply> claim) implements Note {}

  // --- the host index ---

  record ReportDue() implements Note {}

  /**
   * @param revision absent when the index did not answer
   */
  record ReportAnswered(int number, Optional<Long> revision) implements Note {}

  /**
   * @param sessions absent when the index did not answer
   */
  record ListArrived(Link link, HostId host, Optional<List<SessionEntry>> sessions)
      implements Note {}

  /** A host still waits for its list. */
  record ListDue(Link link, HostId host) implements Note {}

  // --- resting ---

  /** Whether the room's row in {@code awake} says "now". */
  record DoorOpened(boolean stored) implements Note {}

  /** Time to try that again. */
  record DoorDue() implements Note {}

  /**
   * @param visits how many had come to the room when nobody was there
   */
  record AloneFor(long visits) implements Note {}

  /** Whether the room's row says "later". */
  record DoorClosed(long visits, boolean stored) implements Note {}
}
