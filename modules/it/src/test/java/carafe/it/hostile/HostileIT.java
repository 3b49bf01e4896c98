package carafe.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.gauge.Gauge;
import carafe.it.gauge.Reading;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Hostile clients of all kinds, ten to each honest one: the honest play as if they were alone, the
 * server's memory stays bounded, and when the crowd is gone nothing of it is left.
 */
@Isolated("takes all there is, and compares times")
class HostileIT {
  private static final int HONEST = 200;
  private static final int OF_EACH_KIND = 2_000 / Kind.values().length;
  private static final int FOES = OF_EACH_KIND * Kind.values().length;
  private static final int CONNECTS_PER_SECOND = 200;
  private static final long AWAY_MS = 5_000;

  /**
   * Long: a machine that builds something beside this test may need many seconds for a handshake.
   */
  private static final String HEADER_TIMEOUT = "60s";

  private static final int JOINS_PER_SECOND = 200;
  private static final int QUESTIONS = 5;
  private static final Duration THINK = Duration.ofMillis(500);

  private static final long MIB = 1 << 20;

  /**
   * What the crowd may take of the heap: what has only partly arrived (carafe.rooms.connection
   * partial-bytes-max), and of each client some buffers, and frames that it does not read.
   */
  private static final long HEAP_MAX = 32 * MIB + FOES * 48L * 1024;

  /** Buffers of loops and of threads that write, of which there are few, however many clients. */
  private static final long DIRECT_MAX = 16 * MIB;

  /** A limit against hanging, nothing else. */
  private static final Duration GONE_WITHIN = Duration.ofSeconds(90);

  @Test
  void theHonestNoticeNothingAndMemoryStaysBounded() throws Exception {
    try (CarafeProcess carafe =
        CarafeProcess.on(Files.createTempDirectory("carafe-hostile"))
            .with("CARAFE_TRANSPORT", System.getProperty("hostile.transport", "direct"))
            .with("CARAFE_HTTP_HEADER_TIMEOUT", HEADER_TIMEOUT)
            .withAllCompilers()
            .withJvmOption("-Xmx512m")
            .withJvmOption(Gauge.JVM_OPTION)
            .start()
            .awaitReady()) {
      Gauge gauge = new Gauge(carafe);
      play(honest(carafe).create().openLobby()); // loads classes that belong to no crowd
      Reading before = gauge.read();

      Honest honest = honest(carafe).create();
      Reading among;
      try (CrowdProcess _ = crowd(carafe, honest)) {
        honest.openLobby();
        play(honest);
        among = gauge.read();
      }
      System.out.printf(
          "HostileIT: %s%n           %s before%n           %s among %d%n",
          Reading.title(), before, among, FOES);
      assertThat(among.connections()).as("of the crowd").isGreaterThan(FOES / 5);
      assertThat(among.heap() - before.heap()).as("heap for the crowd").isLessThan(HEAP_MAX);
      assertThat(among.direct() - before.direct())
          .as("direct memory for the crowd")
          .isLessThan(DIRECT_MAX);

      awaitNobody(gauge);
      play(honest(carafe).create());
      assertThat(carafe.stop()).as("a stop in order").isZero();
      assertThat(carafe.out().lines().filter(line -> line.contains(" ERROR "))).isEmpty();
    }
  }

  private static Honest honest(CarafeProcess carafe) {
    return new Honest(carafe.port(), HONEST, JOINS_PER_SECOND, QUESTIONS, THINK);
  }

  private static CrowdProcess crowd(CarafeProcess carafe, Honest honest) throws Exception {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, OF_EACH_KIND);
    }
    return CrowdProcess.start(
            carafe.port(), CONNECTS_PER_SECOND, AWAY_MS, honest.code(), honest.lobby(), kinds)
        .awaitBegun(FOES, GONE_WITHIN.toSeconds());
  }

  /** Every question, answer, result and leaderboard arrives, and each of them is right. */
  private static void play(Honest people) throws Exception {
    try (people) {
      people.fill().play();
      assertThat(people.faults()).as("what the honest had to complain of").isEmpty();
    }
  }

  private static void awaitNobody(Gauge gauge) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
    for (Reading now = gauge.read(); now.connections() > 0; now = gauge.read()) {
      assertThat(System.nanoTime()).as("still there: %s", now).isLessThan(deadline);
      Thread.sleep(500);
    }
  }
}
