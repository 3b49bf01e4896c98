package carafe.tasting.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a message that only its newest version matters of is sent: the first at once, then
 * at most one an interval, the last never later than that.
 */
final class Coalesced {
  private Instant sent = Instant.MIN;
  private boolean due;

  /** What to do about a change. */
  sealed interface Turn {}

  record SendNow() implements Turn {}

  record SendLater(Duration in) implements Turn {}

  /** It goes with the one that is due already. */
  record Waits() implements Turn {}

  /** Something changed. */
  Turn changed(Instant now, Duration interval) {
    if (due) {
      return new Waits();
    }
    if (sent.equals(Instant.MIN) || !now.isBefore(sent.plus(interval))) {
      sent = now;
      return new SendNow();
    }
    due = true;
    return new SendLater(Duration.between(now, sent.plus(interval)));
  }

  /** Whether a change is still to be sent. */
  boolean isDue() {
    return due;
  }

  /** It is being sent now, whatever made it so. */
  void sent(Instant now) {
    sent = now;
    due = false;
  }
}
