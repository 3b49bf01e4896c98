package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.party.RoomType;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many live connections of this node each room has; thread-safe. One update when a connection
 * opens and one when it is over, nothing in between.
 */
public final class Tally {
  /** In place of the id of a room that is not {@linkplain RoomType#listed() listed}. */
  public static final String UNLISTED = "*";

  private final Map<RoomAddress, Integer> counts = new ConcurrentHashMap<>();

  /** As which address connections of a room are counted: those of unlisted rooms together. */
  private static RoomAddress counted(RoomType type, RoomAddress room) {
    return type.listed() ? room : new RoomAddress(room.party(), UNLISTED);
  }

  /** To be called once for each connection, before {@link #closed}. */
  public void opened(RoomType type, RoomAddress room) {
    counts.merge(counted(type, room), 1, Integer::sum);
  }

  /** To be called once for each connection that was {@link #opened}. */
  public void closed(RoomType type, RoomAddress room) {
    counts.computeIfPresent(counted(type, room), (_, count) -> count > 1 ? count - 1 : null);
  }

  /** As they are now and later; rooms without a connection are not in it. */
  public Map<RoomAddress, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }
}
