package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * {@link Awake} as rows of the table {@code awake(party, room, wake_at, event)}. Whatever goes
 * wrong is a failed stage.
 */
public final class AwakeTable implements Awake, DueRooms {
  /** A statement that takes longer is given up; they touch a handful of rows. */
  private static final int SECONDS_MAX = 10;

  private static final String UPSERT =
      """
      insert into awake (party, room, wake_at, event) values (?, ?, ?, ?)
      on conflict (party, room) do update set wake_at = excluded.wake_at, event = excluded.event
      where awake.event <= excluded.event\
      """;

  private static final String DELETE =
      "delete from awake where party = ? and room = ? and event <= ?";

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

  /** The newest change of each room that is not done: the next one waits for it. */
  private final Map<RoomAddress, CompletableFuture<Done>> changes = new ConcurrentHashMap<>();

  /**
   * @param executor for statements that block; of a bounded number of threads
   */
  public AwakeTable(DataSource dataSource, Executor executor) {
    this.dataSource = dataSource;
    this.executor = executor;
  }

  @Override
  public CompletionStage<Done> wakeAt(RoomAddress room, Instant at, long event) {
    return change(room, UPSERT, room.party(), room.room(), utc(at), event);
  }

  @Override
  public CompletionStage<Done> forget(RoomAddress room, long event) {
    return change(room, DELETE, room.party(), room.room(), event);
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
          () -> run(sql, statement -> read(statement.executeQuery()), values), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Done> change(RoomAddress room, String sql, Object... values) {
    CompletableFuture<Done> change;
    try {
      change =
          changes.compute(
              room,
              (_, before) ->
                  settled(before)
                      .thenApplyAsync(
                          _ -> {
                            run(sql, PreparedStatement::executeUpdate, values);
                            return Done.getInstance();
                          },
                          executor));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
    return change.whenComplete((_, _) -> changes.remove(room, change));
  }

  /** Done when it is, however it ended. */
  private static CompletableFuture<Done> settled(@Nullable CompletableFuture<Done> before) {
    return before == null
        ? CompletableFuture.completedFuture(Done.getInstance())
        : before.exceptionally(_ -> Done.getInstance());
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Use<T> use, Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(SECONDS_MAX);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      T result = use.of(statement);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return result;
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
