package carafe.tasting;

import carafe.tasting.host.HostSettings;
import carafe.tasting.session.SessionSettings;
import carafe.tasting.settings.Bounded;
import com.typesafe.config.Config;

/**
 * All bounds of the game, read once at start from {@code carafe}.
 *
 * @param requireHostKey whether hosts without a key are refused
 * @param messageBytesMax largest message a client may send
 */
public record TastingSettings(
    SessionSettings session, HostSettings host, boolean requireHostKey, int messageBytesMax) {
  /** Reads {@code carafe}; a wrong value throws naming its key. */
  public static TastingSettings from(Config carafe) {
    return new TastingSettings(
        SessionSettings.from(carafe),
        HostSettings.from(carafe),
        carafe.getBoolean("security.require-host-key"),
        Bounded.of(carafe, "session").bytes("message-max"));
  }
}
