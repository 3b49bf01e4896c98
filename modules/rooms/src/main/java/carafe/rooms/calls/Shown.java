package carafe.rooms.calls;

import java.time.Duration;

/** How errors write things. */
final class Shown {
  private Shown() {}

  /** Such as {@code 5 s} or {@code 250 ms}. */
  static String of(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
