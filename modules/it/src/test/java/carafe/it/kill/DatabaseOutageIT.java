package carafe.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Web;
import carafe.it.cluster.TestCluster;
import carafe.it.moving.BusyRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database of one's own is cut off, full, and away while rooms are busy: connections stay, what
 * cannot be stored is refused, rooms recover by themselves, and what was acknowledged, no less and
 * no more, is in the journal, which is counted after a kill -9.
 */
@ResourceLock(TestCluster.MACHINE)
class DatabaseOutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutageIT.class);
  private static final int ROOMS = 10;
  private static final int JOINERS = 5;
  private static final int AWAY_SECONDS = 20;

  /** Until all rooms answer again after the database does. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.of(1).start().awaitWhole();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private final List<BusyRoom> rooms = new ArrayList<>();
  private final Host lobby =
      Host.on(Web.freeCode(server())).create(server(), Plan.small(60)); // its game has not begun
  private final List<Phone> joined = new ArrayList<>();

  @Test
  void whatIsAcknowledgedIsStoredAndNothingElseHappened() throws InterruptedException {
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(BusyRoom.on(server(), i).begin());
    }
    try {
      awaitAnswers();
      connectionsAreCut();
      theDiskIsFull();
      theDatabaseIsAway();
      rooms.forEach(BusyRoom::close);
      for (BusyRoom room : rooms) {
        assertThat(room.phone().told().ending()).as("its connection").isEmpty();
        assertThat(room.host().told().ending()).as("its host's").isEmpty();
      }
      cluster.kill9(1);
      cluster.startAgain(1);
      cluster.awaitWhole();
      theJournalKeepsEveryPromise();
    } finally {
      rooms.forEach(BusyRoom::giveUp);
    }
  }

  private void connectionsAreCut() {
    Joining joining = newcomers("cut off").begin();
    for (int i = 0; i < 5; i++) {
      cluster
          .database()
          .execute(
              "select pg_terminate_backend(pid) from pg_stat_activity"
                  + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
      assertThat(Web.get(server().http("/alive")).status()).isEqualTo(200);
    }
    everybodyPlaysOn("its connections were cut", joining);
  }

  /** By an injected SQL error, as PostgreSQL gives it when a table cannot grow. */
  private void theDiskIsFull() {
    Joining joining = newcomers("full");
    cluster
        .database()
        .execute(
            """
            create function disk_full() returns trigger language plpgsql as $$
            begin
              raise exception 'could not extend file: No space left on device' using errcode = '53100';
            end $$;
            create trigger disk_full before insert on event_journal
              for each row execute function disk_full()
            """);
    joining.begin();
    everyRoomRefuses();
    cluster.database().execute("drop trigger disk_full on event_journal");
    everybodyPlaysOn("there was room on its disk again", joining);
  }

  private void theDatabaseIsAway() throws InterruptedException {
    Joining joining = newcomers("away");
    Instant until = Instant.now().plusSeconds(AWAY_SECONDS);
    cluster.database().stop();
    joining.begin();
    Web.awaitStatus(server().http("/ready"), 503);
    assertThat(Web.get(server().http("/alive")).status()).isEqualTo(200);
    everyRoomRefuses();
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), until).toMillis()));
    cluster.database().startAgain();
    everybodyPlaysOn("it was back", joining);
  }

  /** Phones that are connected to the lobby and join it in the midst of the trouble. */
  private final class Joining {
    private final List<Phone> phones;
    private final List<CompletableFuture<Void>> done = new ArrayList<>();

    Joining(List<Phone> phones) {
      this.phones = phones;
    }

    Joining begin() {
      for (Phone phone : phones) {
        done.add(CompletableFuture.runAsync(() -> join(phone), Thread.ofVirtual()::start));
      }
      return this;
    }

    void await() {
      done.forEach(one -> one.orTimeout(30, TimeUnit.SECONDS).join());
      joined.addAll(phones);
    }
  }

  private Joining newcomers(String when) {
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < JOINERS; i++) {
      Phone phone = new Phone("newcomer " + i + " when " + when, lobby.code());
      phones.add(phone.connect(server()));
    }
    return new Joining(phones);
  }

  private static void join(Phone phone) {
    phone.sendJoin();
    Message told = phone.told().next(m -> m.is("error") || m.is("participant:joined"));
    if (told.is("error")) {
      assertThat(told.text("code")).isEqualTo("UNAVAILABLE");
      join(phone);
    }
  }

  private void everyRoomRefuses() {
    int[] refused = rooms.stream().mapToInt(BusyRoom::unavailable).toArray();
    for (int i = 0; i < refused.length; i++) {
      BusyRoom room = rooms.get(i);
      int before = refused[i];
      cluster.await("UNAVAILABLE is told", () -> room.unavailable() > before);
    }
  }

  private void awaitAnswers() {
    for (BusyRoom room : rooms) {
      int seen = room.accepted();
      cluster.await("answers are accepted", () -> room.accepted() >= seen + 3);
    }
  }

  private void everybodyPlaysOn(String since, Joining joining) {
    Instant back = Instant.now();
    awaitAnswers();
    joining.await();
    Duration took = Duration.between(back, Instant.now());
    LOG.info("all {} rooms answered {} ms after {}", ROOMS, took.toMillis(), since);
    assertThat(took).isLessThan(BACK_WITHIN);
    Web.awaitStatus(server().http("/ready"), 200);
  }

  private void theJournalKeepsEveryPromise() {
    for (BusyRoom room : rooms) {
      Message snapshot = room.phone().rejoin(server());
      assertThat(snapshot.text("selectedOptionId")).isEqualTo(room.promised());
    }
    for (Phone phone : joined) {
      assertThat(phone.rejoin(server()).text("pseudonym")).isEqualTo(phone.pseudonym());
    }
    lobby.rejoin(server());
    lobby.start();
    assertThat(lobby.reveal().objects("results"))
        .as("seats: one each, however often somebody had to ask")
        .hasSize(joined.size());
  }

  private static Address server() {
    return new Address(cluster.node(1).port());
  }
}
