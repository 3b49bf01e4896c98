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

  private final TokenBucket messages;
  private final TokenBucket frames;
  private long toldAt;

  RateLimit(ConnectionSettings settings, long nanos) {
    messages = new TokenBucket(settings.messagesPerSecond(), settings.messagesBurst(), nanos);
    frames = new TokenBucket(settings.framesPerSecond(), settings.framesBurst(), nanos);
    toldAt = nanos - TELL_EVERY_NANOS;
  }

  /** Counts a frame, of a message or not; false: it is a flood. */
  boolean frame(long nanos) {
    return frames.take(1, nanos);
  }

  Verdict message(int bytes, long nanos) {
    if (messages.take(Math.max(1, bytes / BYTES_PER_TOKEN), nanos)) {
      return Verdict.FINE;
    }
    if (nanos - toldAt < TELL_EVERY_NANOS) {
      return Verdict.IGNORE;
    }
    toldAt = nanos;
    return Verdict.TELL;
  }
}
