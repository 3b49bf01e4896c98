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
  sealed interface Advice {}

  /** The caller sends it. */
  record SendNow() implements Advice {}

  /** The caller sets a timer, sends when it fires, and says so by {@link #sent}. */
  record SendLater(Duration in) implements Advice {}

  /** It goes with the one that is due already. */
  record Waits() implements Advice {}

  /** Something changed. */
  Advice changed(Instant now, Duration interval) {
    if (due) {
      return new Waits();
    }
    if (sent.equals(Instant.MIN) || !now.isBefore(sent.plus(interval))) {
      sent = now;
      return new SendNow();
    }
    due = true;
    Duration in = Duration.between(now, sent.plus(interval));
    // a clock that was set back since keeps nobody waiting
    return new SendLater(in.compareTo(interval) > 0 ? interval : in);
  }

  /** Whether a change is still to be sent. */
  boolean isDue() {
    return due;
  }

  /** It is being sent now, whatever made it so; or nobody needs it any more. */
  void sent(Instant now) {
    sent = now;
    due = false;
  }
}
