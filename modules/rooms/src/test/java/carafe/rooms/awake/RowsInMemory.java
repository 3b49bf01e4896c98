package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;

/**
 * The rows of {@code awake} for tests without a database. AwakeTableTest sees to it that they do
 * what the table does.
 */
public final class RowsInMemory implements Awake {
  private final Map<RoomAddress, Row.At> rows = new ConcurrentHashMap<>();

  /** When the room is to be woken; empty: it has no row. */
  public Optional<Instant> of(RoomAddress room) {
    return Optional.ofNullable(rows.get(room)).map(Row.At::at);
  }

  @Override
  public CompletionStage<Done> wakeAt(RoomAddress room, Instant at, long event) {
    rows.merge(
        room, new Row.At(at, event), (row, later) -> row.event() <= later.event() ? later : row);
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public CompletionStage<Done> forget(RoomAddress room, long event, Optional<Instant> wokenBy) {
    rows.computeIfPresent(
        room,
        (_, row) -> {
          boolean paid = row.event() <= event;
          boolean neverStored =
              row.event() == event + 1 && wokenBy.filter(row.at()::equals).isPresent();
          return paid || neverStored ? null : row;
        });
    return CompletableFuture.completedStage(Done.getInstance());
  }
}
