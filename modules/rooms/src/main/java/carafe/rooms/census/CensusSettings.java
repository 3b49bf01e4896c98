package carafe.rooms.census;

import com.typesafe.config.Config;
import java.time.Duration;

/** The bounds of the census; {@code carafe.rooms.census} in reference.conf says what each means. */
public record CensusSettings(
    Duration interval, Duration answerTimeout, Duration silenceMax, int roomsAtOnce, int goneMax) {
  /** Most rooms of a message: with the longest names it still fits between nodes. */
  private static final int ROOMS_AT_ONCE_MAX = 4000;

  public CensusSettings {
    positive("interval", interval);
    positive("answer-timeout", answerTimeout);
    positive("silence-max", silenceMax);
    if (roomsAtOnce < 1 || roomsAtOnce > ROOMS_AT_ONCE_MAX) {
      throw new IllegalArgumentException(
          "carafe.rooms.census.rooms-at-once must be 1 to " + ROOMS_AT_ONCE_MAX);
    }
    if (goneMax < 0) {
      throw new IllegalArgumentException("carafe.rooms.census.gone-max must not be negative");
    }
  }

  private static void positive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("carafe.rooms.census." + key + " must be positive");
    }
  }

  /** Reads {@code carafe.rooms.census} of the whole configuration. */
  public static CensusSettings of(Config root) {
    Config config = root.getConfig("carafe.rooms.census");
    return new CensusSettings(
        config.getDuration("interval"),
        config.getDuration("answer-timeout"),
        config.getDuration("silence-max"),
        config.getInt("rooms-at-once"),
        config.getInt("gone-max"));
  }
}
