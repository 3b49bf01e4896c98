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
    Duration silentAfter,
    Duration silenceSweep,
    Duration linger,
    Duration denialDelay,
    Duration closeGrace) {

  /** Reads {@code carafe.rooms.relay} of the program's whole configuration. */
  public static RelaySettings of(Config whole) {
    Config config = whole.getConfig("carafe.rooms.relay");
    return new RelaySettings(
        config.getDuration("attach-retry-min"),
        config.getDuration("attach-retry-max"),
        config.getDuration("kept-for"),
        config.getDuration("room-wait"),
        config.getInt("unanswered-max"),
        config.getInt("in-flight-max"),
        config.getDuration("silent-after"),
        config.getDuration("silence-sweep"),
        config.getDuration("linger"),
        config.getDuration("denial-delay"),
        config.getDuration("close-grace"));
  }
}
