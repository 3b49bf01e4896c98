package carafe.server.database;

import static carafe.server.testing.TestPostgres.ask;
import static carafe.server.testing.TestPostgres.execute;
import static carafe.server.testing.TestPostgres.freshDatabase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.testing.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Against the real PostgreSQL. */
@Order(1)
class DatabaseTest {
  private static final String TABLES =
      "select string_agg(table_name, ' ' order by table_name) from information_schema.tables"
          + " where table_schema = 'public'";

  private static final String WAITING =
      "select count(*) from pg_locks where locktype = 'advisory' and not granted"
          + " and database = (select oid from pg_database where datname = current_database())";

  @Test
  void bringsAnEmptyDatabaseUpToDate() throws SQLException {
    DatabaseLogin login = freshDatabase();

    try (Database database = Database.open(login);
        Connection connection = database.dataSource().getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }

    assertThat(ask(login, TABLES))
        .isEqualTo("awake carafe_node carafe_schema_history event_journal event_tag snapshot");
  }

  @Test
  void leavesAloneWhatElseTheDatabaseHolds() throws SQLException {
    DatabaseLogin login = freshDatabase();
    execute(login, "create table cellar (bottles int)");
    execute(login, "insert into cellar values (12)");

    Database.open(login).close();
    Database.open(login).close();

    assertThat(ask(login, "select bottles from cellar")).isEqualTo("12");
    assertThat(ask(login, TABLES)).contains("event_journal");
  }

  @Test
  void serversThatStartTogetherMigrateOnce() throws SQLException {
    DatabaseLogin login = freshDatabase();

    List<CompletableFuture<Database>> starts =
        IntStream.range(0, 4)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> Database.open(login)))
            .toList();

    starts.forEach(start -> start.join().close());
    assertThat(ask(login, "select count(*) from carafe_schema_history where type = 'SQL'"))
        .isEqualTo("3");
  }

  @Test
  void serversThatStartTogetherTakeTurnsFromTheFirstTableOn() throws Exception {
    DatabaseLogin login = freshDatabase();
    CompletableFuture<Void> start;
    try (Connection other =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(" + Migrations.TURN + ")");

      start = CompletableFuture.runAsync(() -> Database.open(login).close());

      Await.until(() -> ask(login, WAITING).equals("1"));
      assertThat(ask(login, "select coalesce((" + TABLES + "), '')")).isEmpty();
    }
    start.join();
    assertThat(ask(login, TABLES)).contains("event_journal");
  }

  @Test
  void aDatabaseOfANewerCarafeIsRefusedUntouched() throws SQLException {
    DatabaseLogin login = freshDatabase();
    Database.open(login).close();
    execute(
        login,
        "insert into carafe_schema_history select installed_rank + 1, '9', 'later', type,"
            + " 'V9__later.sql', 1, installed_by, installed_on, 1, true from carafe_schema_history"
            + " order by installed_rank desc limit 1");

    assertThatThrownBy(() -> Database.open(login))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("was written by a newer Carafe (its tables have version 9)");
  }

  /** The lock session with such a database failed again and again, and the node never was up. */
  @Test
  void aDatabaseOfAnOldPostgresIsRefused() {
    DatabaseLogin login = new DatabaseLogin("jdbc:postgresql://db/x?sslpassword=hush", "a", "b");

    assertThatThrownBy(() -> Fitness.checkVersion(login, 13))
        .isInstanceOf(StartProblem.class)
        .hasMessage(
            "The database at jdbc:postgresql://db/x is PostgreSQL 13: Carafe needs 14 or newer");
    assertThatCode(() -> Fitness.checkVersion(login, 14)).doesNotThrowAnyException();
  }

  /** Its tables may be up to date all the same: a standby has those of its primary. */
  @Test
  void aDatabaseThatTakesNoWritesIsRefused() throws SQLException {
    DatabaseLogin login = freshDatabase();
    Database.open(login).close();
    execute(
        login,
        "alter database %s set default_transaction_read_only = on"
            .formatted(login.url().replaceFirst(".*/", "")));

    assertThatThrownBy(() -> Database.open(login))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("takes no writes")
        .hasMessageContaining("CARAFE_DB_URL");
  }

  @Test
  void aWrongPasswordIsSaidWithoutShowingIt() throws SQLException {
    DatabaseLogin right = freshDatabase();

    assertThatThrownBy(
            () -> Database.open(new DatabaseLogin(right.url(), right.user(), "hush-hush")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("does not let \"carafe\" in")
        .hasMessageContaining("CARAFE_DB_PASSWORD")
        .hasMessageNotContaining("hush");
  }

  @Test
  void anUnreachableDatabaseIsNamed() {
    assertThatThrownBy(
            () -> Database.open(new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/x", "a", "b")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x cannot be reached");
  }

  /**
   * A firewall that forgot it, or a database that stands still, shall not hold a start for ever.
   */
  @Test
  void whatAStartAsksHasABoundAboveTheWaitForItsTurn() throws SQLException {
    PGSimpleDataSource source = Database.direct(freshDatabase());

    assertThat(source.getLoginTimeout()).isPositive();
    assertThat(source.getTcpKeepAlive()).isTrue();
    assertThat(Duration.ofSeconds(source.getSocketTimeout()))
        .isGreaterThan(Migrations.TURN_WAIT_MAX);
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() throws SQLException {
    DatabaseLogin login = freshDatabase();

    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseLogin(login.url() + "_none", login.user(), login.password())))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("no such database");
  }

  @Test
  void aUserWhoMayNotMakeTablesIsTold() throws SQLException {
    DatabaseLogin login = freshDatabase();
    String guest = login.url().replaceFirst(".*/", "") + "_guest";
    execute(login, "create user " + guest + " password 'guest'");

    assertThatThrownBy(() -> Database.open(new DatabaseLogin(login.url(), guest, "guest")))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("permission denied for schema public");
  }
}
