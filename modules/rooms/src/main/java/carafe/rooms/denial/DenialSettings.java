package carafe.rooms.denial;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The budget of wrong credentials, {@code carafe.rooms.denials}.
 *
 * @param perAddress how many one address may show in a row
 * @param refill time in which it gains one back
 * @param addressesMax how many addresses are remembered
 * @param heldMax how many answers over HTTP may be held back at a time
 */
public record DenialSettings(int perAddress, Duration refill, int addressesMax, int heldMax) {
  public DenialSettings {
    if (perAddress < 1 || !refill.isPositive() || addressesMax < 1 || heldMax < 1) {
      throw new IllegalArgumentException(
          "carafe.rooms.denials: per-address, refill, addresses-max and held-max must be positive");
    }
  }

  /** Reads {@code carafe.rooms.denials} of the whole configuration. */
  public static DenialSettings of(Config root) {
    Config config = root.getConfig("carafe.rooms.denials");
    return new DenialSettings(
        config.getInt("per-address"),
        config.getDuration("refill"),
        config.getInt("addresses-max"),
        config.getInt("held-max"));
  }
}
