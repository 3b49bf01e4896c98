package carafe.tasting.host;

import com.typesafe.config.Config;
import java.time.Duration;

/** The bounds of host indexes, read once at start from {@code carafe.host}. */
public record HostSettings(Duration listInterval, Duration passivateAfter, int snapshotEvery) {
  /** Reads {@code carafe.host}; a missing or unreadable key throws with its path. */
  public static HostSettings from(Config c) {
    int snapshotEvery = c.getInt("snapshot-every");
    if (snapshotEvery < 1) {
      throw new IllegalArgumentException(
          "carafe.host.snapshot-every is " + snapshotEvery + "; it must be 1 or more");
    }
    return new HostSettings(
        c.getDuration("list-interval"), c.getDuration("passivate-after"), snapshotEvery);
  }
}
