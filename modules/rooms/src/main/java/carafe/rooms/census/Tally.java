package carafe.rooms.census;

import static java.util.stream.Collectors.toUnmodifiableMap;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.party.RoomType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many live connections of this node each room has; thread-safe. One update when a connection
 * opens and one when it is over, nothing in between. All of a room share one address, which they
 * need to keep for that.
 */
public final class Tally {
  /** In place of the id of a room that is not {@linkplain RoomType#listed() listed}. */
  public static final String UNLISTED = "*";

  private record Row(RoomAddress room, int connections) {
    Row and(int more) {
      return new Row(room, connections + more);
    }
  }

  private final Map<RoomAddress, Row> rows = new ConcurrentHashMap<>();

  /** As which address connections of a room are counted: those of unlisted rooms together. */
  private static RoomAddress counted(RoomType type, RoomAddress room) {
    return type.listed() ? room : new RoomAddress(room.party(), UNLISTED);
  }

  /**
   * To be called once for each connection.
   *
   * @return as what it is counted, for {@link #closed}
   */
  public RoomAddress opened(RoomType type, RoomAddress room) {
    RoomAddress counted = counted(type, room);
    return rows.merge(counted, new Row(counted, 1), (row, _) -> row.and(1)).room();
  }

  /**
   * To be called once for each connection that was {@link #opened}.
   *
   * @param countedAs what was returned then
   */
  public void closed(RoomAddress countedAs) {
    rows.computeIfPresent(countedAs, (_, row) -> row.connections() > 1 ? row.and(-1) : null);
  }

  /** As they are now; rooms without a connection are not in it. */
  public Map<RoomAddress, Integer> counts() {
    return rows.values().stream().collect(toUnmodifiableMap(Row::room, Row::connections));
  }
}
