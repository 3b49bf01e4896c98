package carafe.load.play;

/** The rule of points, as the protocol has it. */
final class Scoring {
  static final int RIGHT = 100;

  private Scoring() {}

  /**
   * Whether these points can be. An answer whose acknowledgement did not come may count or not.
   *
   * @param right the newest answer that was sent was the right one
   */
  static boolean fits(boolean right, boolean accepted, int points) {
    return points == (right ? RIGHT : 0) || (right && !accepted && points == 0);
  }
}
