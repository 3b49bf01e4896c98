package carafe.rooms.hooks;

import carafe.rooms.message.RoomMessage;
import java.time.Instant;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;

/** What the actor of a party's room tells itself; never from outside. */
sealed interface Note extends RoomMessage, NoSerializationVerificationNeeded {
  /** Everything is recovered. */
  record Recovered() implements Note {}

  /** Something that a section waited for has come. */
  record GoOn(Section section, Runnable run) implements Note {}

  /** Something begins, like a hook. */
  record Begin(Runnable run) implements Note {}

  record RelayGone(ActorRef<?> relay) implements Note {}

  /** Changes are left to be stored. */
  record Store() implements Note {}

  /** The row in {@code awake} stands, so that the alarm may be stored. */
  record RowWritten() implements Note {}

  record RowFailed(Throwable why) implements Note {}

  /** An alarm rings; stale when it was set for another time meanwhile. */
  record AlarmDue(Instant at) implements Note {}

  record LookAtTime() implements Note {}

  record TimerDue(long number) implements Note {}

  record LookAtRest() implements Note {}

  /** Hooks have had their grace. */
  record StopNow() implements Note {}
}
