package carafe.rooms.awake;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.EchoNode;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A waker, rows in memory, and real sharded rooms. AwakeTableTest has the rows in PostgreSQL. */
@ResourceLock("LoggingTestKit")
class WakerTest {
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
  private static final String WOKEN = woken(PAST);

  private static EchoNode node;

  private final Rows rows = new Rows();
  private @Nullable ActorRef<Waker.Message> waker;

  /** Rows as the table has them, and as little reliable as a test wants. */
  private static final class Rows implements DueRooms {
    final Map<RoomAddress, Instant> rows = new ConcurrentHashMap<>();
    final AtomicInteger failures = new AtomicInteger();
    final CompletableFuture<Boolean> failedThrice = new CompletableFuture<>();
    volatile boolean broken;

    @Override
    public CompletionStage<List<Due>> due(Instant now, Optional<Due> after, int limit) {
      if (broken) {
        if (failures.incrementAndGet() == 3) {
          failedThrice.complete(true);
        }
        return CompletableFuture.failedFuture(new IllegalStateException("no database"));
      }
      Comparator<Due> order =
          Comparator.comparing(Due::at).thenComparing(due -> due.room().toString());
      return CompletableFuture.completedFuture(
          rows.entrySet().stream()
              .map(row -> new Due(row.getKey(), row.getValue()))
              .filter(due -> !due.at().isAfter(now))
              .filter(due -> after.isEmpty() || order.compare(due, after.get()) > 0)
              .sorted(order)
              .limit(limit)
              .toList());
    }
  }

  @BeforeAll
  static void start() {
    node = new EchoNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private void wake(Duration interval, int roomsPerSecond, int page) {
    waker =
        node.system.systemActorOf(
            Waker.create(
                new WakerSettings(interval, roomsPerSecond, page),
                rows,
                WakerTest::key,
                Clock.systemUTC()),
            "waker-" + System.nanoTime(),
            Props.empty());
  }

  @AfterEach
  void stopWaker() {
    if (waker != null) {
      Adapter.toClassic(node.system).stop(Adapter.toClassic(waker));
    }
  }

  private static Optional<EntityTypeKey<RoomMessage>> key(String party) {
    return party.equals("echo") ? Optional.of(EchoNode.ECHO) : Optional.empty();
  }

  private RoomAddress dueRoom() {
    RoomAddress room = EchoNode.freshRoom();
    rows.rows.put(room, PAST);
    return room;
  }

  private static String woken(Instant at) {
    return new ToRoom.Wake(Optional.of(at)).toString();
  }

  private static void assertWoken(RoomAddress room) {
    EchoDiary.of(room.room()).until(WOKEN);
  }

  @Test
  void roomsThatAreDueAreWokenPageAfterPageAtALimitedRate() {
    List<RoomAddress> rooms = IntStream.range(0, 25).mapToObj(_ -> dueRoom()).toList();
    long begin = System.nanoTime();

    wake(Duration.ofHours(1), 50, 10);

    rooms.forEach(WakerTest::assertWoken);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThan(Duration.ofMillis(1000 * (25 - 2) / 50));
  }

  @Test
  void aRoomThatIsNotDueIsWokenAtALookAfterItsInstant() {
    RoomAddress later = EchoNode.freshRoom();
    Instant at = Instant.now().plusMillis(300);
    rows.rows.put(later, at);

    wake(Duration.ofMillis(50), 1000, 10);

    EchoDiary.of(later.room()).until(woken(at));
    assertThat(Instant.now()).isAfterOrEqualTo(at);
  }

  /** Running rooms keep a row that is due: many of them must not hold up an alarm. */
  @Test
  void whoBecomesDueIsWokenBeforeThoseThatHaveBeenForLong() {
    List<RoomAddress> rooms = IntStream.range(0, 50).mapToObj(_ -> dueRoom()).toList();
    wake(Duration.ofMillis(50), 5, 100);
    RoomAddress later = EchoNode.freshRoom();
    Instant at = Instant.now();
    rows.rows.put(later, at);

    EchoDiary.of(later.room()).until(woken(at));

    assertThat(rooms) // the last of them is woken after ten seconds
        .anyMatch(room -> EchoDiary.of(room.room()).isBlank());
  }

  @Test
  void aRoomIsWokenAgainUntilItsRowIsGone() {
    RoomAddress room = dueRoom();
    wake(Duration.ofMillis(50), 1000, 10);
    assertWoken(room);
    assertWoken(room);
  }

  @Test
  void troubleIsLoggedOnceAndItsEndOnce() {
    RoomAddress room = dueRoom();
    rows.broken = true;
    LoggingTestKit.warn("The rooms that are due cannot be read")
        .withOccurrences(1)
        .expect(
            node.system,
            () -> {
              wake(Duration.ofMillis(20), 1000, 10);
              return rows.failedThrice.orTimeout(10, TimeUnit.SECONDS).join();
            });
    LoggingTestKit.info("The rooms that are due can be read again")
        .withOccurrences(1)
        .expect(
            node.system,
            () -> {
              rows.broken = false;
              assertWoken(room);
              assertWoken(room);
              return true;
            });
  }

  @Test
  void roomsOfAnUnknownPartyAreSkippedAndThatIsSaidOnce() {
    rows.rows.put(new RoomAddress("gone", "a"), PAST);
    rows.rows.put(new RoomAddress("gone", "b"), PAST);
    RoomAddress room = dueRoom();
    LoggingTestKit.warn("Rooms of party gone are due")
        .withOccurrences(1)
        .expect(
            node.system,
            () -> {
              wake(Duration.ofMillis(50), 1000, 10);
              assertWoken(room);
              assertWoken(room);
              return true;
            });
  }

  @Test
  void thereIsOneInTheClusterAndItLooksWhenANodeIsGone() {
    RoomAddress room = dueRoom();
    EchoNode other = new EchoNode(node);
    Waker.start(
        node.system, new WakerSettings(Duration.ofHours(1), 1000, 10), rows, WakerTest::key);
    assertWoken(room);

    other.leave();

    assertWoken(room);
  }
}
