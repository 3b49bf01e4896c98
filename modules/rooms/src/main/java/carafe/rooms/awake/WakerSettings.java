package carafe.rooms.awake;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How rooms that owe something are woken, {@code carafe.rooms.awake}.
 *
 * @param interval time between two looks at who is due
 * @param roomsPerSecond most rooms woken in a second
 * @param page most rooms read at once
 */
public record WakerSettings(Duration interval, int roomsPerSecond, int page) {
  public WakerSettings {
    if (!interval.isPositive() || roomsPerSecond < 1 || page < 1) {
      throw new IllegalArgumentException(
          "carafe.rooms.awake: interval, rooms-per-second and page must be positive");
    }
  }

  /** Reads {@code carafe.rooms.awake} of the whole configuration. */
  public static WakerSettings of(Config root) {
    Config config = root.getConfig("carafe.rooms.awake");
    return new WakerSettings(
        config.getDuration("interval"), config.getInt("rooms-per-second"), config.getInt("page"));
  }
}
