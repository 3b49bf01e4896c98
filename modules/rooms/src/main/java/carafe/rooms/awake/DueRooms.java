package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The rooms that are to be woken, read page by page. */
public interface DueRooms {
  /** A room and the instant at which it was due. */
  record Due(RoomAddress room, Instant at) {}

  /**
   * Rooms whose instant has come, longest due first.
   *
   * @param after the last one of the page before; rooms stay due until they change their row, so a
   *     page without it is the first one again
   * @param limit most rooms of one page
   */
  CompletionStage<List<Due>> due(Instant now, Optional<Due> after, int limit);
}
