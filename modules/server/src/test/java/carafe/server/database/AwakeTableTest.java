package carafe.server.database;

import static carafe.server.testing.TestPostgres.ask;
import static carafe.server.testing.TestPostgres.freshDatabase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.awake.AwakeTable;
import carafe.rooms.awake.DueRooms.Due;
import carafe.rooms.awake.RowsInMemory;
import carafe.server.settings.DatabaseLogin;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of rooms that owe something, in the real PostgreSQL under our own migrations. */
class AwakeTableTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private DatabaseLogin login;
  private Database database;
  private AwakeTable table;

  @BeforeEach
  void open() throws SQLException {
    login = freshDatabase();
    database = Database.open(login);
    table = new AwakeTable(database.dataSource(), executor);
  }

  @AfterEach
  void close() {
    database.close();
    executor.close();
  }

  private static RoomAddress room(String id) {
    return new RoomAddress("main", id);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private List<Due> due(Instant now) {
    return await(table.due(now, Optional.empty(), 100));
  }

  @Test
  void aRoomIsDueFromItsInstantOnUntilItIsForgotten() {
    await(table.wakeAt(room("4821"), NOON, 1));

    assertThat(due(NOON.minusMillis(1))).isEmpty();
    assertThat(due(NOON)).containsExactly(new Due(room("4821"), NOON));
    assertThat(due(NOON.plusSeconds(3600))).hasSize(1);

    await(table.forget(room("4821"), 1, Optional.empty()));
    await(table.forget(room("4821"), 1, Optional.empty()));
    assertThat(due(NOON)).isEmpty();
  }

  @Test
  void aNewInstantReplacesTheOldOne() {
    await(table.wakeAt(room("4821"), NOON, 1));
    await(table.wakeAt(room("4821"), NOON.plusSeconds(60), 1));

    assertThat(due(NOON)).isEmpty();
    assertThat(due(NOON.plusSeconds(60))).hasSize(1);
  }

  @Test
  void partiesHaveTheirOwnRooms() {
    RoomAddress odd = new RoomAddress("user", "o'neill \"🍷\" مرحبا");
    await(table.wakeAt(odd, NOON, 1));
    await(table.wakeAt(new RoomAddress("main", odd.room()), NOON, 1));
    await(table.forget(new RoomAddress("main", odd.room()), 1, Optional.empty()));

    assertThat(due(NOON)).containsExactly(new Due(odd, NOON));
  }

  @Test
  void pagesShowEachRoomOnceLongestDueFirst() {
    List<Due> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      // groups of ten share an instant: a page may end within one; none is a whole millisecond
      Due due = new Due(room("r%02d".formatted(i)), NOON.plusNanos(1_234_000L * (i / 10)));
      all.add(due);
    }
    all.reversed().forEach(due -> await(table.wakeAt(due.room(), due.at(), 1)));

    List<Due> read = new ArrayList<>();
    List<Due> page = await(table.due(NOON.plusSeconds(1), Optional.empty(), 7));
    while (!page.isEmpty()) {
      read.addAll(page);
      page = await(table.due(NOON.plusSeconds(1), Optional.of(page.getLast()), 7));
    }

    assertThat(read).containsExactlyElementsOf(all);
  }

  @Test
  void changesOfOneRoomAreMadeInTheOrderTheyWereAsked() throws SQLException {
    List<CompletionStage<?>> changes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      changes.add(table.forget(room("4821"), 1, Optional.empty()));
      changes.add(table.wakeAt(room("4821"), NOON.plusSeconds(i), 1));
    }
    changes.forEach(AwakeTableTest::await);

    assertThat(ask(login, "select wake_at at time zone 'UTC' from awake"))
        .isEqualTo("2026-03-01 12:01:39");
  }

  /** Its incarnation on the old node asked in time, but the statement waited for a connection. */
  @Test
  void whatANodeAskedForBeforeItsRoomMovedUndoesNothing() {
    await(table.wakeAt(room("4821"), NOON, 7));

    await(table.forget(room("4821"), 6, Optional.empty()));
    await(table.wakeAt(room("4821"), NOON.plusSeconds(60), 6));
    assertThat(due(NOON)).containsExactly(new Due(room("4821"), NOON));

    await(table.wakeAt(room("4821"), NOON.minusSeconds(1), 8));
    assertThat(due(NOON.minusSeconds(1))).hasSize(1);
    await(table.forget(room("4821"), 8, Optional.empty()));
    assertThat(due(NOON)).isEmpty();
  }

  /** PostgreSQL keeps microseconds; the row is known by what was read of it. */
  @Test
  void theRowOfAnEventThatNeverCameIsKnownByItsInstant() {
    await(table.wakeAt(room("4821"), NOON.plusNanos(123_456_789), 7));
    Instant read = due(NOON.plusSeconds(1)).getFirst().at();

    await(table.forget(room("4821"), 6, Optional.of(NOON))); // another row's
    await(table.forget(room("4821"), 5, Optional.of(read))); // more than one event behind
    assertThat(due(NOON.plusSeconds(1))).hasSize(1);

    await(table.forget(room("4821"), 6, Optional.of(read)));
    assertThat(due(NOON.plusSeconds(1))).isEmpty();
  }

  /** What tests of rooms rely on, which have no database. */
  @Test
  void rowsInMemoryDoTheSame() {
    RowsInMemory memory = new RowsInMemory();
    Random random = new Random(4821);
    for (int i = 0; i < 300; i++) {
      Instant at = NOON.plusSeconds(random.nextInt(3));
      int event = random.nextInt(5);
      boolean writes = random.nextBoolean();
      for (Awake awake : List.of(table, memory)) {
        await(
            writes
                ? awake.wakeAt(room("4821"), at, event)
                : awake.forget(room("4821"), event, Optional.of(at)));
      }
      assertThat(due(NOON.plusSeconds(3)).stream().map(Due::at).findFirst())
          .as("change %d", i)
          .isEqualTo(memory.of(room("4821")));
    }
  }

  @Test
  void whatGoesWrongIsAFailedStageAndNothingMore() {
    await(table.wakeAt(room("4821"), NOON, 1));
    database.close();

    assertThatThrownBy(() -> await(table.wakeAt(room("4821"), NOON, 1)))
        .hasRootCauseInstanceOf(SQLException.class);
    assertThatThrownBy(() -> due(NOON)).hasRootCauseInstanceOf(SQLException.class);

    database = Database.open(login);
    table = new AwakeTable(database.dataSource(), executor);
    assertThat(due(NOON)).hasSize(1);
  }

  @Test
  void aChangeAfterOneThatFailedIsMade() {
    CompletionStage<?> wrong = table.wakeAt(room("no \0 in a text"), NOON, 1);
    CompletionStage<?> right = table.wakeAt(room("4821"), NOON, 1);
    assertThatThrownBy(() -> await(wrong)).hasRootCauseInstanceOf(SQLException.class);
    await(right);

    // the failed one leaves nothing behind that a later one of its room would wait for
    assertThatThrownBy(() -> await(table.forget(room("no \0 in a text"), 1, Optional.empty())))
        .hasRootCauseInstanceOf(SQLException.class);
  }

  @Test
  void ofManyAtOnceAllAreMadeThatCanBe() {
    List<CompletionStage<?>> changes = new ArrayList<>();
    CompletionStage<?> wrong = table.wakeAt(room("no \0 in a text"), NOON, 1);
    for (int i = 0; i < 1000; i++) {
      changes.add(table.wakeAt(room("r" + i), NOON, 1));
    }
    for (int i = 0; i < 1000; i += 2) {
      Optional<Instant> wokenBy = i % 4 == 0 ? Optional.empty() : Optional.of(NOON);
      changes.add(table.forget(room("r" + i), 1, wokenBy));
    }
    changes.forEach(AwakeTableTest::await);
    assertThatThrownBy(() -> await(wrong)).hasRootCauseInstanceOf(SQLException.class);

    assertThat(await(table.due(NOON, Optional.empty(), 2000)))
        .hasSize(500)
        .allMatch(due -> Integer.parseInt(due.room().room().substring(1)) % 2 == 1);
  }

  @Test
  void anExecutorThatTakesNothingMoreIsAFailedStage() {
    executor.shutdown();
    assertThatThrownBy(() -> await(table.wakeAt(room("4821"), NOON, 1)))
        .hasRootCauseInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> due(NOON)).hasRootCauseInstanceOf(RejectedExecutionException.class);
  }
}
