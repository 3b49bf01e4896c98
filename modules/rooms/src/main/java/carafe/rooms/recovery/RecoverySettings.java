package carafe.rooms.recovery;

import com.typesafe.config.Config;

/**
 * How rooms start, {@code carafe.rooms}.
 *
 * @param recoveriesMax rooms of this node that read their journal at a time
 */
public record RecoverySettings(int recoveriesMax) {
  public RecoverySettings {
    if (recoveriesMax < 1) {
      throw new IllegalArgumentException("carafe.rooms.recoveries-max must be positive");
    }
  }

  /** Reads {@code carafe.rooms} of the whole configuration. */
  public static RecoverySettings of(Config root) {
    return new RecoverySettings(root.getInt("carafe.rooms.recoveries-max"));
  }
}
