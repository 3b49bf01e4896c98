package carafe.it.chaos.crowd;

import java.time.Duration;
import java.time.Instant;

/** Something that was said and has no answer yet, and when it is said again. */
final class Patience {
  private final Duration again;
  private Instant due = Instant.MAX;

  Patience(Duration again) {
    this.again = again;
  }

  void said(Instant now) {
    due = now.plus(again);
  }

  void answered() {
    due = Instant.MAX;
  }

  /** Sooner than usual: it was refused for now. */
  void refused(Instant now) {
    if (isWaiting()) {
      due = now.plusMillis(300);
    }
  }

  boolean isWaiting() {
    return !due.equals(Instant.MAX);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(due);
  }
}
