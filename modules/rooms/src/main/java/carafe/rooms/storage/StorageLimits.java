package carafe.rooms.storage;

import com.typesafe.config.Config;

/**
 * How much rooms keep, {@code carafe.rooms.storage}. An entry counts the bytes of its key and its
 * value in UTF-8, and {@value Sizes#ENTRY} more.
 *
 * @param roomBytesMax most bytes of a room
 * @param changeBytesMax most bytes of one change
 */
public record StorageLimits(long roomBytesMax, long changeBytesMax) {
  /** A room is one array of bytes in a snapshot, and in the memory of its node with all others. */
  private static final long ROOM_MAX = 256L << 20;

  /** A change is one row of the journal, written while others of the node wait for its batch. */
  private static final long CHANGE_MAX = 16L << 20;

  public StorageLimits {
    check("room-bytes-max", roomBytesMax, ROOM_MAX);
    check("change-bytes-max", changeBytesMax, CHANGE_MAX);
  }

  private static void check(String key, long value, long max) {
    if (value < Sizes.ENTRY_MAX || value > max) {
      throw new IllegalArgumentException(
          "carafe.rooms.storage.%s must be from %d (one entry of the largest size) to %d bytes"
              .formatted(key, Sizes.ENTRY_MAX, max));
    }
  }

  /** Reads {@code carafe.rooms.storage} of the whole configuration. */
  public static StorageLimits of(Config root) {
    Config config = root.getConfig("carafe.rooms.storage");
    return new StorageLimits(
        config.getBytes("room-bytes-max"), config.getBytes("change-bytes-max"));
  }
}
