package carafe.rooms.connection;

/**
 * How much one client may say: messages at a pace that no person reaches, and frames of any kind at
 * one that only a flood does. Not thread-safe.
 */
final class RateLimit {
  enum Verdict {
    FINE,
    /** Over the limit, and the client has not been told for a while. */
    TELL,
    /** Over the limit, told already. */
    IGNORE
  }

  /** A larger message counts as several, so that reading them is bounded too. */
  private static final double BYTES_PER_TOKEN = 16 * 1024;

  private static final long TELL_EVERY_NANOS = 1_000_000_000L;

  private final ConnectionSettings settings;
  private long messagesFullAt;
  private long framesFullAt;
  private long toldAt;

  RateLimit(ConnectionSettings settings, long nanos) {
    this.settings = settings;
    messagesFullAt = nanos;
    framesFullAt = nanos;
    toldAt = nanos - TELL_EVERY_NANOS;
  }

  /** Counts a frame, of a message or not; false: it is a flood. */
  boolean frame(long nanos) {
    long before = framesFullAt;
    framesFullAt =
        TokenBucket.take(before, 1, settings.framesPerSecond(), settings.framesBurst(), nanos);
    return framesFullAt != before;
  }

  /** Counts a message before it is read. */
  Verdict message(int bytes, long nanos) {
    return count(Math.max(1, bytes / BYTES_PER_TOKEN), nanos);
  }

  /** Counts what a message that was read, and had cost one, weighs beyond that. */
  Verdict weight(int weight, long nanos) {
    int more = Math.min(weight, settings.messagesBurst()) - 1;
    return more > 0 ? count(more, nanos) : Verdict.FINE;
  }

  private Verdict count(double tokens, long nanos) {
    long before = messagesFullAt;
    messagesFullAt =
        TokenBucket.take(
            before, tokens, settings.messagesPerSecond(), settings.messagesBurst(), nanos);
    if (messagesFullAt != before) {
      return Verdict.FINE;
    }
    if (nanos - toldAt < TELL_EVERY_NANOS) {
      return Verdict.IGNORE;
    }
    toldAt = nanos;
    return Verdict.TELL;
  }
}
