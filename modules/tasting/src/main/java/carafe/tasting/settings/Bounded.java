package carafe.tasting.settings;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * A part of the configuration whose values are refused beyond their bounds, naming the whole key. A
 * missing or unreadable one throws with its path, as {@link Config} does.
 *
 * @param path of the part, such as {@code carafe.session}
 */
public record Bounded(Config config, String path) {
  /** Pekko's timers throw at 497 days (248 with its own tick): in a room, long after the start. */
  private static final Duration TIMER_MAX = Duration.ofDays(100);

  /** The part of this name of {@code carafe}. */
  public static Bounded of(Config carafe, String part) {
    return new Bounded(carafe.getConfig(part), "carafe." + part);
  }

  public int positive(String key) {
    return within(key, 1, Integer.MAX_VALUE);
  }

  public int within(String key, int min, int max) {
    int value = config.getInt(key);
    if (value < min || value > max) {
      throw wrong(key, value, max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max);
    }
    return value;
  }

  public Duration positiveDuration(String key) {
    Duration value = config.getDuration(key);
    if (!value.isPositive()) {
      throw wrong(key, value, "more than 0 s");
    }
    return value;
  }

  /** Zero, which means "at once", or more. */
  public Duration duration(String key) {
    Duration value = config.getDuration(key);
    if (value.isNegative()) {
      throw wrong(key, value, "0 s or more");
    }
    return value;
  }

  /** How long a timer runs; zero means "at once". */
  public Duration timer(String key) {
    return atMostTimer(key, duration(key));
  }

  public Duration positiveTimer(String key) {
    return atMostTimer(key, positiveDuration(key));
  }

  private Duration atMostTimer(String key, Duration value) {
    if (value.compareTo(TIMER_MAX) > 0) {
      throw wrong(key, value, TIMER_MAX.toDays() + " days or less");
    }
    return value;
  }

  /** A size of at least a byte, and at most what an array holds. */
  public int bytes(String key) {
    long value = config.getBytes(key);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw wrong(key, value, "1 to " + Integer.MAX_VALUE + " bytes");
    }
    return (int) value;
  }

  private IllegalArgumentException wrong(String key, Object value, String right) {
    return new IllegalArgumentException(
        "%s.%s is %s; it must be %s".formatted(path, key, value, right));
  }
}
