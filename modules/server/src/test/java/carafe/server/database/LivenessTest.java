package carafe.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.settings.DatabaseLogin;
import carafe.server.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a health check says of the real PostgreSQL, whatever else is wrong. */
class LivenessTest {
  @Test
  void manyAskersCostOneQuestion() throws SQLException {
    try (Database database = Database.open(TestPostgres.freshDatabase())) {
      AtomicInteger reached = new AtomicInteger();
      CountDownLatch asked = new CountDownLatch(1);
      Liveness liveness =
          new Liveness(
              () -> {
                reached.incrementAndGet();
                await(asked);
                return database.dataSource().getConnection();
              });
      CompletableFuture<Boolean> first = liveness.answers().toCompletableFuture();
      CompletableFuture<Boolean> second = liveness.answers().toCompletableFuture();
      asked.countDown();

      assertThat(first.join()).isTrue();
      assertThat(second.join()).isTrue();
      assertThat(reached).hasValue(1);
      liveness.close();
    }
  }

  @Test
  void aDatabaseThatIsGoneDoesNotAnswer() {
    Liveness liveness =
        new Liveness(
            () -> {
              throw new SQLException("gone, on purpose");
            });
    assertThat(answer(liveness)).isFalse();
  }

  @Test
  void noAnswerInTimeIsNoneAndNobodyAsksOnTopOfIt() {
    AtomicInteger reached = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Liveness liveness =
        new Liveness(
            () -> {
              reached.incrementAndGet();
              await(never);
              throw new SQLException("too late");
            });
    // Though the one question never ends.
    assertThat(answer(liveness)).isFalse();
    assertThat(liveness.answers().toCompletableFuture()).isCompletedWithValue(false);
    assertThat(reached).hasValue(1);
    never.countDown();
  }

  @Test
  void aPoolThatOthersUseUpDoesNotMakeItLie() throws SQLException {
    try (Database database = Database.open(TestPostgres.freshDatabase())) {
      List<Connection> all = new ArrayList<>();
      for (int i = 0; i < Database.CONNECTIONS_MAX; i++) {
        all.add(database.dataSource().getConnection());
      }
      assertThat(answer(database.liveness())).isTrue();
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  @Test
  void aConnectionThatWasCutIsNoDatabaseThatIsGone() throws SQLException {
    DatabaseLogin login = TestPostgres.freshDatabase();
    try (Database database = Database.open(login)) {
      assertThat(answer(database.liveness())).isTrue();
      TestPostgres.execute(
          login,
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
      // Over the time for which one answer holds, so that the last ones were asked after the cut.
      Instant until = Instant.now().plusMillis(700);
      while (Instant.now().isBefore(until)) {
        assertThat(answer(database.liveness())).isTrue();
      }
    }
  }

  @Test
  void onceClosedItSaysNo() throws SQLException {
    Database database = Database.open(TestPostgres.freshDatabase());
    assertThat(answer(database.liveness())).isTrue();
    database.close();
    assertThat(answer(database.liveness())).isFalse();
  }

  private static boolean answer(Liveness liveness) {
    return liveness.answers().toCompletableFuture().join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
