package carafe.it.moving;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Message;
import carafe.it.client.PlainSocket;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.cluster.TestCluster;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes are stopped as a service manager does, one after the other, down to the last one. {@code
 * -Dmoving.runs=10 -Dmoving.reserved=1000} stops and starts nodes so often and prints how long
 * rooms were not answered.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("measures times")
class HandOverIT {
  private static final Logger LOG = LoggerFactory.getLogger(HandOverIT.class);
  private static final int RUNS = Integer.getInteger("moving.runs", 1);
  private static final int ROOMS = Integer.getInteger("moving.rooms", 24);
  private static final int CROWD = Integer.getInteger("moving.crowd", 1000);

  /**
   * Codes reserved before, so that (nearly) all 64 shards of the game are allocated: 1000 for the
   * figures.
   */
  private static final int RESERVED = Integer.getInteger("moving.reserved", 0);

  /** The bar; a busy machine of a continuous integration is given more. */
  private static final Duration UNANSWERED_MAX =
      Duration.ofMillis(Integer.getInteger("moving.unanswered-max-ms", 4000));

  /** What service managers give. */
  private static final Duration GONE_WITHIN = Duration.ofSeconds(30);

  private static final int HANG_MS = 60_000;
  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster =
        TestCluster.of(
                3,
                node ->
                    node.withCtrlC()
                        .with("CARAFE_STOP_NOTICE", "1 s")
                        .with("CARAFE_STOP_SPREAD", "2 s"))
            .start()
            .awaitWhole();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Address address(int node) {
    return new Address(cluster.node(node).port());
  }

  @Test
  @Order(1)
  void noRoomIsUnansweredForLongWhenItsNodeStops() {
    for (int i = 0; i < RESERVED; i++) {
      Web.freeCode(address(1 + i % 3));
    }
    List<Duration> worsts = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      int leaving = 1 + run % 3;
      Address staying = address(1 + (run + 1) % 3);
      worsts.add(handOver(leaving, staying));
      cluster.startAgain(leaving);
      cluster.awaitWhole();
    }
    Collections.sort(worsts);
    LOG.info(
        "{} hand-overs of {} rooms: not answered for {} ms at worst, {} ms in the median run; all:"
            + " {}",
        RUNS,
        ROOMS,
        worsts.getLast().toMillis(),
        worsts.get(worsts.size() / 2).toMillis(),
        worsts.stream().map(Duration::toMillis).toList());
    assertThat(worsts.getLast()).isLessThan(UNANSWERED_MAX);
  }

  /** The worst of all rooms. */
  private static Duration handOver(int leaving, Address staying) {
    List<BusyRoom> rooms = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(BusyRoom.on(staying, i).begin());
    }
    awaitAnswers(rooms);
    Instant asked = Instant.now();
    assertThat(cluster.stop(leaving)).as("exit code").isZero();
    Duration stop = Duration.between(asked, Instant.now());
    assertThat(stop).isLessThan(GONE_WITHIN);
    awaitAnswers(rooms);
    rooms.forEach(BusyRoom::close);
    for (BusyRoom room : rooms) {
      assertThat(room.phone().told().ending()).as("its connection").isEmpty();
      assertThat(room.host().told().ending()).as("its host's").isEmpty();
      ticksGoDown(room);
      Message snapshot = room.phone().rejoin(staying);
      assertThat(snapshot.text("selectedOptionId")).isEqualTo(room.promised());
    }
    Duration worst = rooms.stream().map(BusyRoom::worst).max(Duration::compareTo).orElseThrow();
    LOG.info(
        "node {} stopped within {} ms: a room was not answered for {} ms, {} answers were refused",
        leaving,
        stop.toMillis(),
        worst.toMillis(),
        rooms.stream().mapToInt(BusyRoom::unavailable).sum());
    return worst;
  }

  private static void awaitAnswers(List<BusyRoom> rooms) {
    for (BusyRoom room : rooms) {
      int seen = room.accepted();
      cluster.await("answers are accepted", () -> room.accepted() >= seen + 5);
    }
  }

  /** Of one question, with one deadline, once a second. */
  private static void ticksGoDown(BusyRoom room) {
    List<Message> ticks = room.phone().told().all("game:timer_tick");
    assertThat(ticks).hasSizeGreaterThan(2);
    assertThat(ticks.stream().map(tick -> tick.number("deadline")).distinct()).hasSize(1);
    for (int i = 1; i < ticks.size(); i++) {
      long step = ticks.get(i - 1).number("remainingMs") - ticks.get(i).number("remainingMs");
      assertThat(step)
          .as("between two ticks, with the room away in between")
          .isBetween(1L, UNANSWERED_MAX.plusSeconds(1).toMillis());
    }
  }

  /** All at once: many clients, some of which never answer a close, and no database. */
  @Test
  @Order(2)
  void aNodeStopsInTimeWhateverHoldsItUp() throws Exception {
    CarafeProcess node = cluster.node(2);
    String code = Web.freeCode(address(2));
    BusyRoom waiting = BusyRoom.on(address(3), 0).begin();
    List<PlainSocket> stubborn = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stubborn.add(PlainSocket.open(address(2), "/parties/main/" + code, HANG_MS));
    }
    try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      List<PlainSocket> crowd = new ArrayList<>();
      List<Future<PlainSocket>> opening = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        opening.add(
            everybody.submit(() -> PlainSocket.open(address(2), "/parties/main/" + code, HANG_MS)));
      }
      for (Future<PlainSocket> open : opening) {
        crowd.add(open.get(HANG_MS, TimeUnit.MILLISECONDS));
      }
      List<Future<Instant>> closed = new ArrayList<>();
      crowd.forEach(socket -> closed.add(everybody.submit(() -> closedAt(socket))));

      Instant asked = Instant.now();
      node.sigterm();
      Web.awaitStatus(address(2).http("/ready"), 503);
      // While load balancers take notice it serves on: whoever comes is let in.
      PlainSocket late = PlainSocket.open(address(2), "/parties/main/" + code, HANG_MS);
      cluster.database().processes().standStill();
      assertThat(node.awaitEnd()).as("exit code").isZero();
      Duration stop = Duration.between(asked, Instant.now());
      LOG.info(
          "with {} clients and no database a node stopped within {} ms", CROWD, stop.toMillis());
      assertThat(stop).isLessThan(GONE_WITHIN);
      cluster.database().processes().goOn();

      List<Instant> instants = new ArrayList<>();
      for (Future<Instant> one : closed) {
        instants.add(one.get(HANG_MS, TimeUnit.MILLISECONDS));
      }
      Collections.sort(instants);
      assertThat(Duration.between(asked, instants.getFirst()))
          .as("the first one was closed after the notice")
          .isGreaterThan(Duration.ofMillis(900));
      assertThat(Duration.between(instants.getFirst(), instants.getLast()))
          .as("they were closed one after the other")
          .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(6));
      late.close();
    } finally {
      cluster.database().processes().goOn();
      for (PlainSocket socket : stubborn) {
        socket.close();
      }
    }
    waiting.close();
  }

  private static Instant closedAt(PlainSocket socket) throws IOException {
    try (socket) {
      String told = socket.next();
      while (!told.startsWith("close")) {
        told = socket.next();
      }
      assertThat(told).isEqualTo("close 1012");
      return Instant.now();
    }
  }

  /** Nobody is there to come to: what a developer stops with Ctrl-C stops at once. */
  @Test
  @Order(3)
  void theLastNodeDoesNotWait() throws IOException {
    assertThat(cluster.stop(1)).isZero();
    cluster.awaitWhole();
    BusyRoom room = BusyRoom.on(address(3), 0).begin();
    awaitAnswers(List.of(room));
    try (PlainSocket stubborn =
        PlainSocket.open(address(3), "/parties/main/" + room.host().code(), HANG_MS)) {
      Instant asked = Instant.now();
      cluster.node(3).sigint();
      assertThat(cluster.node(3).awaitEnd()).isZero();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(4));
      assertThat(stubborn).isNotNull();
    }
    assertThat(room.host().told().awaitEnding().code()).isEqualTo(1012);
    assertThat(room.phone().told().awaitEnding()).isNotEqualTo(Told.Ending.LOST);
  }
}
