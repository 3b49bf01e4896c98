package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.RowChanges.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * {@link Awake} as rows of the table {@code awake(party, room, wake_at, event)}. Whatever goes
 * wrong is a failed stage.
 */
public final class AwakeTable implements Awake, DueRooms {
  /** A statement that takes longer is given up; they touch a few hundred rows at most. */
  private static final int SECONDS_MAX = 10;

  /** Class of SQL states. */
  private static final String DATA_EXCEPTION = "22";

  private static final String UPSERT =
      """
      insert into awake (party, room, wake_at, event) values (?, ?, ?, ?)
      on conflict (party, room) do update set wake_at = excluded.wake_at, event = excluded.event
      where awake.event <= excluded.event\
      """;

  private static final String DELETE =
      """
      delete from awake where party = ? and room = ?
      and (event <= ? or event = ? and wake_at = ?)\
      """;

  private static final String DUE =
      """
      select party, room, wake_at from awake where wake_at <= ?
      order by wake_at, party, room limit ?\
      """;

  private static final String DUE_AFTER =
      """
      select party, room, wake_at from awake
      where wake_at <= ? and (wake_at, party, room) > (?, ?, ?)
      order by wake_at, party, room limit ?\
      """;

  private final DataSource dataSource;
  private final Executor executor;
  private final RowChanges changes;

  /**
   * @param executor for statements that block; of a bounded number of threads
   */
  public AwakeTable(DataSource dataSource, Executor executor) {
    this.dataSource = dataSource;
    this.executor = executor;
    this.changes = new RowChanges(executor, this::store);
  }

  @Override
  public CompletionStage<Done> wakeAt(RoomAddress room, Instant at, long event) {
    return changes.add(room, new Row.At(at, event));
  }

  @Override
  public CompletionStage<Done> forget(RoomAddress room, long event, Optional<Instant> wokenBy) {
    return changes.add(room, new Row.None(event, wokenBy));
  }

  @Override
  public CompletionStage<List<Due>> due(Instant now, Optional<Due> after, int limit) {
    Object[] values =
        after
            .map(
                last ->
                    new Object[] {
                      utc(now), utc(last.at()), last.room().party(), last.room().room(), limit
                    })
            .orElseGet(() -> new Object[] {utc(now), limit});
    String sql = after.isPresent() ? DUE_AFTER : DUE;
    try {
      return CompletableFuture.supplyAsync(
          () ->
              run(
                  sql,
                  statement -> {
                    set(statement, values);
                    return read(statement.executeQuery());
                  }),
          executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  // --- changes: rows that are written and rows that go are two transactions, each in the order of
  // rooms, so that no two nodes ever wait for each other ---

  private void store(List<Change> together) {
    Map<Boolean, List<Change>> kinds =
        together.stream()
            .sorted(Comparator.comparing(change -> change.room().toString()))
            .collect(Collectors.partitioningBy(change -> change.row() instanceof Row.At));
    kinds.forEach((written, of) -> storeAll(written ? UPSERT : DELETE, of));
  }

  private void storeAll(String sql, List<Change> all) {
    if (all.isEmpty()) {
      return;
    }
    try {
      run(sql, statement -> batch(statement, all));
      all.forEach(change -> change.done().complete(Done.getInstance()));
    } catch (RuntimeException e) {
      if (all.size() > 1 && isAboutOneOfThem(e)) {
        all.forEach(change -> storeAll(sql, List.of(change))); // the others are to have their rows
      } else {
        all.forEach(change -> change.done().completeExceptionally(e));
      }
    }
  }

  /** Whether it is what a row holds that the database does not take. */
  private static boolean isAboutOneOfThem(RuntimeException e) {
    return e.getCause() instanceof SQLException cause
        && cause.getSQLState() != null
        && cause.getSQLState().startsWith(DATA_EXCEPTION);
  }

  private static int batch(PreparedStatement statement, List<Change> all) throws SQLException {
    for (Change change : all) {
      RoomAddress room = change.room();
      switch (change.row()) {
        case Row.At(Instant at, long event) ->
            set(statement, room.party(), room.room(), utc(at), event);
        case Row.None(long event, Optional<Instant> wokenBy) ->
            set(
                statement,
                room.party(),
                room.room(),
                event,
                event + 1,
                wokenBy.map(AwakeTable::utc).orElse(null)); // null is equal to nothing
      }
      statement.addBatch();
    }
    return statement.executeBatch().length;
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  // --- statements ---

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** In one transaction. */
  private <T> T run(String sql, Use<T> use) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false); // the pool sets it back
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setQueryTimeout(SECONDS_MAX);
        T result = use.of(statement);
        connection.commit();
        return result;
      }
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private static List<Due> read(ResultSet rows) throws SQLException {
    List<Due> due = new ArrayList<>();
    while (rows.next()) {
      due.add(
          new Due(
              new RoomAddress(rows.getString(1), rows.getString(2)),
              rows.getObject(3, OffsetDateTime.class).toInstant()));
    }
    return due;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
