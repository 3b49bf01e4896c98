package carafe.rooms.relay;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The budget of wrong credentials, {@code carafe.rooms.denials}.
 *
 * @param perAddress how many one address may show in a row
 * @param refill time in which it gains one back
 * @param addressesMax how many addresses are remembered
 */
public record DenialSettings(int perAddress, Duration refill, int addressesMax) {
  /** Reads {@code carafe.rooms.denials} of the program's whole configuration. */
  public static DenialSettings of(Config whole) {
    Config config = whole.getConfig("carafe.rooms.denials");
    return new DenialSettings(
        config.getInt("per-address"), config.getDuration("refill"), config.getInt("addresses-max"));
  }
}
