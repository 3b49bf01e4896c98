package carafe.tasting.host;

import carafe.tasting.settings.Bounded;
import com.typesafe.config.Config;
import java.time.Duration;

/** The bounds of host indexes, read once at start from {@code carafe.host}. */
public record HostSettings(
    Duration listInterval,
    Duration passivateAfter,
    Duration passivateUnusedAfter,
    int snapshotEvery) {
  /** Reads {@code carafe.host}; a wrong value throws naming its key. */
  public static HostSettings from(Config carafe) {
    Bounded c = Bounded.of(carafe, "host");
    return new HostSettings(
        c.positiveTimer("list-interval"),
        c.positiveTimer("passivate-after"),
        c.positiveTimer("passivate-unused-after"),
        c.positive("snapshot-every"));
  }
}
