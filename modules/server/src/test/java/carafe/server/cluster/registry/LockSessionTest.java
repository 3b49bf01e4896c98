package carafe.server.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.database.Database;
import carafe.server.settings.DatabaseLogin;
import carafe.server.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Rows and locks on a real PostgreSQL. */
@Order(1)
class LockSessionTest {
  private static final String WAITING =
      "select count(*) from pg_locks where locktype = 'advisory' and not granted"
          + " and database = (select oid from pg_database where datname = current_database())";

  private final BlockingQueue<Look> lockedAgain = new LinkedBlockingQueue<>();
  private DatabaseLogin login = new DatabaseLogin("", "", "");

  @BeforeEach
  void tables() throws SQLException {
    login = TestPostgres.freshDatabase();
    Database.open(login).close();
  }

  @Test
  void seesItselfAndTheOthersAndWhoIsGone() throws Exception {
    try (LockSession one = session(1)) {
      get(one.look()); // it registers on its own thread: before the other one, from here on
      LockSession two = session(2);
      Look look = get(two.look());
      assertThat(look.session()).isEqualTo(1);
      assertThat(look.ownLocked()).isTrue();
      assertThat(look.nodes()).hasSize(2).allMatch(NodeRow::locked);
      assertThat(row(look, look.own()).address()).isEqualTo(new NodeAddress("10.0.0.2", 7355, 2));
      assertThat(row(look, look.own()).version()).isEqualTo("1.2.3");
      assertThat(row(look, look.own()).protocol()).isEqualTo(4);
      assertThat(row(look, look.own()).cluster()).isEmpty();
      assertThat(row(look, look.own()).silentFor()).isLessThan(Duration.ofSeconds(10));

      two.close();

      assertThat(get(one.look()).nodes()).hasSize(1);
    }
  }

  @Test
  void aBrokenSessionIsReplacedAndTakesItsLockAgain() throws Exception {
    try (LockSession session = session(1)) {
      UUID cluster = UUID.randomUUID();
      get(session.enter(cluster));
      Look before = get(session.look());

      terminate(before.own());

      Look after = lockedAgain.poll(20, TimeUnit.SECONDS);
      assertThat(after).isNotNull();
      assertThat(after.session()).isGreaterThan(before.session());
      assertThat(after.own()).isEqualTo(before.own());
      assertThat(after.ownLocked()).isTrue();
      assertThat(row(after, after.own()).cluster()).contains(cluster);
      assertThat(get(session.look()).ownLocked()).isTrue();
    }
  }

  @Test
  void aQuestionOnABrokenSessionFailsInsteadOfBeingAnsweredByTheNextOne() throws Exception {
    try (LockSession session = session(1)) {
      Look before = get(session.look());
      terminate(before.own());
      // Unless the session has noticed by itself in between.
      try {
        assertThat(get(session.look()).session()).isGreaterThan(before.session());
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void whileSomebodyElseHoldsItsLockItSaysThatItDoesNot() throws Exception {
    try (LockSession session = session(1);
        Connection other =
            DriverManager.getConnection(login.url(), login.user(), login.password())) {
      int own = get(session.look()).own();
      // As the backend of its broken session would.
      takeWhenItBreaks(other, own, own);

      Look look = lookOfSession(session, 2);
      assertThat(look.ownLocked()).isFalse();
      assertThat(row(look, own).locked()).isTrue();

      call("pg_advisory_unlock", other, own);
      assertThat(lockedAgain.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
  }

  /** That connection stands first in the line for a lock of the session that holds this row's. */
  private void takeWhenItBreaks(Connection other, int key, int row) throws Exception {
    Thread waiting = Thread.ofVirtual().start(() -> call("pg_advisory_lock", other, key));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (TestPostgres.ask(login, WAITING).equals("0")) {
      assertThat(System.nanoTime()).as("nobody waits for the lock").isLessThan(deadline);
    }
    terminate(row);
    assertThat(waiting.join(Duration.ofSeconds(20))).as("has the lock").isTrue();
  }

  private static void call(String function, Connection connection, int row) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select %s(%d, %d)".formatted(function, NodeTable.LOCKS, row));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRowThatSomebodyDeletedIsMadeAgainWithItsCluster() throws Exception {
    try (LockSession session = session(1)) {
      UUID cluster = UUID.randomUUID();
      get(session.enter(cluster));
      int before = get(session.look()).own();
      TestPostgres.execute(login, "delete from carafe_node");

      // Noticed before the next heartbeat.
      Look after = lockedAgain.poll(8, TimeUnit.SECONDS);
      assertThat(after).isNotNull();
      assertThat(after.own()).isGreaterThan(before);
      assertThat(row(after, after.own()).cluster()).contains(cluster);
    }
  }

  @Test
  void whoFormsIsAloneAndWhoJoinsIsNot() throws Exception {
    try (LockSession one = session(1);
        LockSession two = session(2);
        LockSession three = session(3)) {
      assertThat(get(one.hold(Formation.JOINING))).isTrue();
      assertThat(get(two.hold(Formation.JOINING))).isTrue();
      assertThat(get(three.hold(Formation.FORMING))).isFalse();
      assertThat(get(one.hold(Formation.NONE))).isTrue();
      assertThat(get(two.hold(Formation.FORMING))).isTrue();
      assertThat(two.formation()).isEqualTo(Formation.FORMING);
      assertThat(get(one.hold(Formation.JOINING))).isFalse();
      assertThat(get(one.hold(Formation.FORMING))).isFalse();

      get(two.enter(UUID.randomUUID()));

      assertThat(two.formation()).isEqualTo(Formation.NONE);
      assertThat(get(three.hold(Formation.FORMING))).isTrue();
    }
  }

  @Test
  void whoJoinsHoldsTheFormationLockAgainBeforeItsOwn() throws Exception {
    try (LockSession joining = session(1);
        Connection forming =
            DriverManager.getConnection(login.url(), login.user(), login.password())) {
      get(joining.hold(Formation.JOINING));
      int own = get(joining.look()).own();
      takeWhenItBreaks(forming, NodeTable.FORMATION, own);

      assertThat(row(lookOfSession(joining, 2), own).locked()).isFalse();
      call("pg_advisory_unlock", forming, NodeTable.FORMATION);

      assertThat(lockedAgain.poll(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(joining.formation()).isEqualTo(Formation.JOINING);
    }
  }

  @Test
  void whoDidNotStopLeavesItsRow() throws Exception {
    try (LockSession other = session(1)) {
      LockSession stuck = session(2);
      int own = get(stuck.look()).own();

      stuck.abandon();

      assertThat(row(get(other.look()), own).address().uid()).isEqualTo(2);
    }
  }

  @Test
  void onlyRowsOfTheDeadAreForgotten() throws Exception {
    try (LockSession one = session(1);
        LockSession two = session(2)) {
      int living = get(two.look()).own();
      TestPostgres.execute(
          login,
          "insert into carafe_node (host, port, uid, version, protocol)"
              + " values ('10.0.0.9', 7355, 9, '1', 1)");
      Look look = get(one.look());
      int dead = look.nodes().stream().filter(row -> !row.locked()).findFirst().orElseThrow().id();

      get(one.forget(List.of(living, dead)));

      assertThat(get(one.look()).nodes()).hasSize(2).allMatch(NodeRow::locked);
    }
  }

  @Test
  void withoutADatabaseQuestionsFailAndClosingIsQuick() {
    LockSession session =
        LockSession.start(
            new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/none", "", ""),
            identity(1),
            lockedAgain::add);
    assertThatThrownBy(() -> get(session.look())).hasCauseInstanceOf(SQLException.class);
    session.close();
  }

  private LockSession session(int number) {
    return LockSession.start(login, identity(number), lockedAgain::add);
  }

  private static NodeIdentity identity(int number) {
    return new NodeIdentity(new NodeAddress("10.0.0." + number, 7355, number), "1.2.3", 4);
  }

  private static NodeRow row(Look look, int id) {
    return look.nodes().stream().filter(row -> row.id() == id).findFirst().orElseThrow();
  }

  private static Look lookOfSession(LockSession session, long number) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      try {
        Look look = get(session.look());
        if (look.session() >= number) {
          return look;
        }
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(SQLException.class); // broken; the next one comes
      }
    }
    throw new AssertionError("no session " + number);
  }

  private void terminate(int row) throws SQLException {
    TestPostgres.execute(login, "select pg_terminate_backend(" + holder(row) + ")");
  }

  private String holder(int row) throws SQLException {
    return TestPostgres.ask(
        login,
        """
        select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and classid = %d
          and objid = %d
          and database = (select oid from pg_database where datname = current_database())
        """
            .formatted(NodeTable.LOCKS, row));
  }

  private static <T> T get(CompletionStage<T> answer) throws Exception {
    return answer.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
