package carafe.rooms.connection;

/** So many things at once and so many a second; not thread-safe. */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perNano;
  private final double burst;
  private double tokens;
  private long filledAt;

  TokenBucket(int perSecond, int burst, long nanos) {
    this.perNano = perSecond / NANOS_PER_SECOND;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = nanos;
  }

  /**
   * Takes tokens if there are enough, none otherwise.
   *
   * @param cost one dearer than the bucket is large empties it
   */
  boolean take(double cost, long nanos) {
    tokens = Math.min(burst, tokens + (nanos - filledAt) * perNano);
    filledAt = nanos;
    double due = Math.min(cost, burst);
    if (tokens < due) {
      return false;
    }
    tokens -= due;
    return true;
  }
}
