package carafe.rooms.relay;

/**
 * Whether words between a relay and its room may have been lost. A later word shows that one before
 * it is missing; the last one has none after it. So when it is quiet for too long the relay says
 * something more, and the room's answer, or its complaint, tells.
 */
final class Doubt {
  private boolean heard;
  private long oldest;

  /** Something came from the room. */
  void heard() {
    heard = true;
  }

  /**
   * Whether to make sure now: since the last look the room has said nothing, or has not handled
   * what it was told longest ago.
   *
   * @param oldestUnhandled number of what it was told longest ago and has not handled; 0 for none
   */
  boolean look(long oldestUnhandled) {
    boolean stuck = oldestUnhandled != 0 && oldestUnhandled == oldest;
    boolean quiet = !heard;
    oldest = oldestUnhandled;
    heard = false;
    return stuck || quiet;
  }
}
