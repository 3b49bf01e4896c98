package carafe.rooms.connection;

/**
 * So many things at once and so many a second. A bucket is nothing but the time at which it is full
 * again: every client has two.
 */
final class TokenBucket {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private TokenBucket() {}

  /**
   * Takes tokens if there are enough, none otherwise.
   *
   * @param fullAt when the bucket is, or was, full
   * @param cost one dearer than the bucket is large empties it
   * @return when it is full after that; the same as before if there were too few
   */
  static long take(long fullAt, double cost, int perSecond, int burst, long now) {
    // At most a thing each nanosecond.
    long nanosEach = Math.max(1, NANOS_PER_SECOND / perSecond);
    long missing = Math.max(0, fullAt - now);
    long missingThen = missing + Math.max(1, (long) (Math.min(cost, burst) * nanosEach));
    return missingThen <= burst * nanosEach ? now + missingThen : fullAt;
  }
}
