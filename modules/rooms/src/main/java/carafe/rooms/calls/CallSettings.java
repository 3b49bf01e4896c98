package carafe.rooms.calls;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of what rooms ask of each other; {@code carafe.rooms.calls} in reference.conf says
 * what happens at each.
 */
public record CallSettings(
    Duration timeout,
    int requestBytesMax,
    int socketsMax,
    int socketUnansweredMax,
    int socketMessagesMax,
    long socketBytesMax) {
  /** What fits between nodes besides the rest of a message. */
  private static final int REQUEST_BYTES_MAX = 2 << 20;

  public CallSettings {
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("carafe.rooms.calls.timeout must be positive");
    }
    if (requestBytesMax < 1 || requestBytesMax > REQUEST_BYTES_MAX) {
      throw new IllegalArgumentException(
          "carafe.rooms.calls.request-bytes-max must be 1 to " + REQUEST_BYTES_MAX);
    }
    atLeastOne("sockets-max", socketsMax);
    atLeastOne("socket-unanswered-max", socketUnansweredMax);
    atLeastOne("socket-messages-max", socketMessagesMax);
    atLeastOne("socket-bytes-max", socketBytesMax);
  }

  private static void atLeastOne(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("carafe.rooms.calls." + key + " must be at least 1");
    }
  }

  /** Reads {@code carafe.rooms.calls} of the whole configuration. */
  public static CallSettings of(Config root) {
    Config config = root.getConfig("carafe.rooms.calls");
    return new CallSettings(
        config.getDuration("timeout"),
        Math.toIntExact(config.getBytes("request-bytes-max")),
        config.getInt("sockets-max"),
        config.getInt("socket-unanswered-max"),
        config.getInt("socket-messages-max"),
        config.getBytes("socket-bytes-max"));
  }
}
