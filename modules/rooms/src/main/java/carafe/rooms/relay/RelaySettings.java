package carafe.rooms.relay;

import com.typesafe.config.Config;
import java.time.Duration;

/** The bounds of relays; {@code carafe.rooms.relay} in reference.conf says what happens at each. */
public record RelaySettings(
    Duration attachRetryMin,
    Duration attachRetryMax,
    Duration keptFor,
    Duration roomWait,
    int unansweredMax,
    int inFlightMax,
    int splitFrom,
    Duration silentAfter,
    Duration silenceSweep,
    Duration checkInterval,
    Duration linger,
    Duration denialDelay,
    Duration closeGrace) {

  public RelaySettings {
    positive("attach-retry-min", attachRetryMin);
    positive("attach-retry-max", attachRetryMax);
    if (attachRetryMax.compareTo(attachRetryMin) < 0) {
      throw new IllegalArgumentException(
          "carafe.rooms.relay.attach-retry-max is %d ms: it must be at least attach-retry-min, %d ms"
              .formatted(attachRetryMax.toMillis(), attachRetryMin.toMillis()));
    }
    positive("kept-for", keptFor);
    positive("room-wait", roomWait);
    positive("silent-after", silentAfter);
    positive("silence-sweep", silenceSweep);
    positive("check-interval", checkInterval);
    notNegative("linger", linger);
    notNegative("denial-delay", denialDelay);
    notNegative("close-grace", closeGrace);
    if (unansweredMax < 1 || inFlightMax < 1 || splitFrom < 1) {
      throw new IllegalArgumentException(
          "carafe.rooms.relay: unanswered-max, in-flight-max and split-from must be at least 1");
    }
  }

  private static void positive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("carafe.rooms.relay." + key + " must be positive");
    }
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("carafe.rooms.relay." + key + " must not be negative");
    }
  }

  /** Reads {@code carafe.rooms.relay} of the whole configuration. */
  public static RelaySettings of(Config root) {
    Config config = root.getConfig("carafe.rooms.relay");
    return new RelaySettings(
        config.getDuration("attach-retry-min"),
        config.getDuration("attach-retry-max"),
        config.getDuration("kept-for"),
        config.getDuration("room-wait"),
        config.getInt("unanswered-max"),
        config.getInt("in-flight-max"),
        config.getInt("split-from"),
        config.getDuration("silent-after"),
        config.getDuration("silence-sweep"),
        config.getDuration("check-interval"),
        config.getDuration("linger"),
        config.getDuration("denial-delay"),
        config.getDuration("close-grace"));
  }
}
