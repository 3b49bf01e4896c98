package carafe.rooms.storage;

/**
 * How much rooms keep.
 *
 * @param roomBytesMax most bytes of keys and values of a room
 * @param changeBytesMax most bytes of keys and values of one change
 */
public record StorageLimits(long roomBytesMax, long changeBytesMax) {}
