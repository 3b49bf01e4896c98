package carafe.server.database;

import static carafe.server.testing.TestPostgres.ask;
import static carafe.server.testing.TestPostgres.execute;
import static carafe.server.testing.TestPostgres.freshDatabase;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.settings.DatabaseLogin;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A room goes on while its snapshot cannot be stored yet; the snapshot is stored all the same. */
@Order(1)
class PromptSnapshotStoreTest {
  private static final long HANG_S = 20;

  private DatabaseLogin login;
  private ActorTestKit kit;

  /** Says so when it is stored, of which every second time a snapshot is taken. */
  private record Add(String letter, ActorRef<String> replyTo) {}

  private static final class Letters extends EventSourcedBehavior<Add, String, String> {
    private final ActorRef<String> recovered;

    Letters(ActorRef<String> recovered) {
      super(PersistenceId.ofUniqueId("letters"));
      this.recovered = recovered;
    }

    @Override
    public String emptyState() {
      return "";
    }

    @Override
    public CommandHandler<Add, String, String> commandHandler() {
      return (_, add) -> Effect().persist(add.letter()).thenReply(add.replyTo(), all -> all);
    }

    /** A replayed event is heard of: what the snapshot holds is not replayed. */
    @Override
    public EventHandler<String, String> eventHandler() {
      return (all, letter) -> {
        recovered.tell(letter);
        return all + letter;
      };
    }

    @Override
    public RetentionCriteria retentionCriteria() {
      return RetentionCriteria.snapshotEvery(2, 2);
    }
  }

  @BeforeEach
  void start() throws SQLException {
    login = freshDatabase();
    Database.open(login).close();
    kit =
        ActorTestKit.create(
            "snapshots",
            ConfigFactory.parseString(
                    """
                    pekko.actor.provider = local
                    pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    # A line of the log is waited for, too: two snapshots may fail before it, a second each.
                    pekko.actor.testkit.typed.filter-leeway = %d s
                    # Else a room that waits would go on after that.
                    pekko.persistence.snapshot-store-plugin-fallback.circuit-breaker.call-timeout = 1 minute
                    """
                        .formatted(HANG_S))
                .withValue(
                    "pekko-persistence-jdbc.shared-databases.slick.db",
                    ConfigValueFactory.fromMap(
                        Map.of(
                            "url",
                            login.url(),
                            "user",
                            login.user(),
                            "password",
                            login.password())))
                .withFallback(ConfigFactory.load()));
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void aRoomDoesNotWaitForItsSnapshot() throws SQLException {
    TestProbe<String> told = kit.createTestProbe(String.class);
    TestProbe<String> replayed = kit.createTestProbe(String.class);
    ActorRef<Add> letters = kit.spawn(new Letters(replayed.ref()));
    tell(letters, told, "a");

    whileTheTableIsLocked(() -> tell(letters, told, "bc"));

    awaitSnapshot();
    kit.stop(letters);
    TestProbe<String> replayedLater = kit.createTestProbe(String.class);
    kit.spawn(new Letters(replayedLater.ref())).tell(new Add("d", told.ref()));
    told.expectMessage(Duration.ofSeconds(HANG_S), "abcd");
    assertThat(replayedLater.receiveSeveralMessages(2)).containsExactly("c", "d");
  }

  /** Pekko believes in the one at 6, and has what is older than the last two deleted. */
  @Test
  void oneThatIsNotStoredDeletesNoneThatIs() throws SQLException {
    TestProbe<String> told = kit.createTestProbe(String.class);
    ActorRef<Add> letters =
        kit.spawn(new Letters(kit.createTestProbe(String.class).ref()), "letters");
    tell(letters, told, "ab");
    awaitSnapshot();
    execute(login, "alter table snapshot add constraint full_disk check (sequence_number <= 2)");

    LoggingTestKit.warn("A snapshot at event 6 was not stored")
        .expect(
            kit.system(),
            () -> {
              tell(letters, told, "cdef");
              return null;
            });

    assertThat(ask(login, "select max(sequence_number) from snapshot")).isEqualTo("2");
  }

  /** While a room is faster than its snapshots, only the newest of those that wait is stored. */
  @Test
  void ofThoseThatWaitTheNewestIsStored() throws SQLException {
    TestProbe<String> told = kit.createTestProbe(String.class);
    ActorRef<Add> letters =
        kit.spawn(new Letters(kit.createTestProbe(String.class).ref()), "letters");
    tell(letters, told, "a");

    whileTheTableIsLocked(() -> tell(letters, told, "bcdefgh"));

    await("8");
    assertThat(ask(login, "select count(*) from snapshot where sequence_number in (4, 6)"))
        .isEqualTo("0");
  }

  private static void tell(ActorRef<Add> letters, TestProbe<String> told, String all) {
    all.chars()
        .mapToObj(Character::toString)
        .forEach(
            letter -> {
              letters.tell(new Add(letter, told.ref()));
              told.receiveMessage(Duration.ofSeconds(HANG_S));
            });
  }

  /** Whatever is stored in it waits for the end of this. */
  private void whileTheTableIsLocked(Runnable what) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table snapshot in access exclusive mode");
      what.run();
      connection.rollback();
    }
  }

  private void awaitSnapshot() throws SQLException {
    await("2");
  }

  private void await(String event) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(HANG_S).toNanos();
    while (!ask(login, "select coalesce(max(sequence_number), 0) from snapshot").equals(event)) {
      assertThat(System.nanoTime()).as("no snapshot was stored").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
