package carafe.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.gauge.Gauge;
import carafe.it.gauge.Growth;
import carafe.it.gauge.Reading;
import carafe.it.hostile.CrowdProcess;
import carafe.it.process.CarafeProcess;
import carafe.load.measure.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Rooms, joins, drops, slow readers and garbage for half an hour, on a machine that is kept busy to
 * 70 %, and nothing of the server grows: {@code mvn verify -Psoak -Dsoak.minutes=30}. Not part of
 * the build.
 */
class Soak {
  private static final Duration LASTS = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));

  private static final double BUSY = Integer.getInteger("soak.busy-percent", 70) / 100.0;
  private static final int STRANGERS = Integer.getInteger("soak.strangers-of-each-kind", 30);
  private static final String TRANSPORT = System.getProperty("soak.transport", "direct");

  private static final Duration WARM_UP_MIN = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofSeconds(4);

  /** Of the warm-up, the part in which the number of tables is still changed. */
  private static final double REGULATED = 0.75;

  private static final int READINGS_MIN = 9;
  private static final Duration READ_EVERY = Duration.ofMinutes(1);

  /** How long rooms nobody is in may stay up: short, so that many come and go. */
  private static final String PASSIVATE_AFTER = "20s";

  private static final Duration EMPTY_WITHIN = Duration.ofMinutes(3);

  private static final long MIB = 1 << 20;

  /**
   * Beyond these something grows. How many people are there just then differs from minute to
   * minute, and the figures with it.
   */
  private static final List<Growth> BOUNDS =
      List.of(
          new Growth("heap", Reading::heap, 0.10, 4 * MIB),
          new Growth("direct memory", Reading::direct, 0.10, 2 * MIB),
          new Growth("other memory", Reading::rest, 0.10, 8 * MIB),
          new Growth("resident memory", Reading::resident, 0.15, 32 * MIB),
          new Growth("threads", Reading::threads, 0, 5),
          new Growth("descriptors", Reading::descriptors, 0.10, 50),
          new Growth("rooms", Reading::rooms, 0.25, 20),
          new Growth("relays", Reading::relays, 0.25, 20));

  /** Files, database, ports; some are opened only when they are needed. */
  private static final int DESCRIPTORS_WHEN_EMPTY = 30;

  private final List<Reading> readings = new ArrayList<>();

  @Test
  void nothingGrows() throws Exception {
    try (CarafeProcess carafe =
        CarafeProcess.on(Files.createTempDirectory("carafe-soak"))
            .with("CARAFE_TRANSPORT", TRANSPORT)
            .withAllCompilers()
            .withJvmOption("-Xmx1g")
            .withJvmOption(Gauge.JVM_OPTION)
            .withJvmOption("-Dcarafe.session.passivate-after=" + PASSIVATE_AFTER)
            .withJvmOption("-Dcarafe.host.passivate-after=" + PASSIVATE_AFTER)
            .withJvmOption("-Dcarafe.party-defaults.passivate-after=" + PASSIVATE_AFTER)
            .withJvmOption("-Dcarafe.session.code-reservation=" + PASSIVATE_AFTER)
            .start()
            .awaitReady()) {
      Gauge gauge = new Gauge(carafe);
      Reading before = gauge.read();
      say("           busy  tables    games  " + Reading.title() + "  strangers (ever)");
      say("before                           " + before);
      try (Tables tables = new Tables(carafe.port())) {
        evening(carafe, gauge, tables);
        Reading after = empty(gauge);
        say("after                            " + after);
        report(tables);
        assertThat(tables.faults().all()).as("what honest people had to complain of").isEmpty();
        assertThat(Growth.objections(readings, BOUNDS)).as(gauge.growth()).isEmpty();
        assertThat(after.connections()).as("connections when all are gone").isZero();
        assertThat(after.rooms()).as("rooms when all are gone").isZero();
        assertThat(after.relays()).as("relays when all are gone").isZero();
        assertThat(after.descriptors())
            .as("descriptors when all are gone")
            .isLessThanOrEqualTo(before.descriptors() + DESCRIPTORS_WHEN_EMPTY);
      }
      assertThat(carafe.stop()).as("a stop in order").isZero();
    }
  }

  private void evening(CarafeProcess carafe, Gauge gauge, Tables tables)
      throws IOException, InterruptedException {
    try (Passers passers = new Passers(carafe.port(), tables);
        Strangers strangers = new Strangers(carafe.port(), STRANGERS, tables)) {
      warmUp(tables);
      Duration every =
          LASTS.dividedBy(READINGS_MIN).compareTo(READ_EVERY) < 0
              ? LASTS.dividedBy(READINGS_MIN)
              : READ_EVERY;
      long count = LASTS.dividedBy(every);
      Busy busy = new Busy();
      long due = System.nanoTime();
      for (int i = 0; i < count; i++) {
        due += every.toNanos();
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        double share = busy.since();
        Reading reading = gauge.read();
        readings.add(reading);
        if (i == 0) {
          gauge.remember();
        }
        CrowdProcess.Standing crowd = strangers.standing();
        say(
            String.format(
                Locale.ROOT,
                "%7d s  %3.0f %%  %6d  %7d  %s  %d (%d)",
                (i + 1) * every.toSeconds(),
                share * 100,
                tables.wanted(),
                tables.played(),
                reading,
                crowd.here(),
                crowd.begun()));
      }
      say(
          "%d requests over HTTP answered, %d old rooms looked at, the strangers' own CPU %d s"
              .formatted(
                  passers.answered(), passers.returned(), strangers.cpuNanos() / 1_000_000_000));
      tables.end();
    }
  }

  private void warmUp(Tables tables) throws IOException, InterruptedException {
    Duration sixth = LASTS.dividedBy(6);
    Duration warmUp = sixth.compareTo(WARM_UP_MIN) < 0 ? WARM_UP_MIN : sixth;
    tables.want(10);
    Throttle throttle = new Throttle(tables, BUSY);
    long looks = warmUp.dividedBy(LOOK);
    for (long i = 0; i < looks; i++) {
      Thread.sleep(LOOK);
      if (i < looks * REGULATED) {
        throttle.adjust();
      }
    }
  }

  /** Waits until nobody is there, and the rooms have noticed. */
  private static Reading empty(Gauge gauge) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + EMPTY_WITHIN.toNanos();
    Reading reading = gauge.read();
    while (reading.connections() + reading.rooms() + reading.relays() > 0
        && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofSeconds(5));
      reading = gauge.read();
    }
    return reading;
  }

  private void report(Tables tables) {
    say("\nMedians of the first and the last third:\n" + Growth.summary(readings, BOUNDS));
    for (Measure measure : Measure.values()) {
      var times = tables.latencies().copy(measure);
      say(
          String.format(
              Locale.ROOT,
              "%-12s %,10d × p50 %.1f ms, p99 %.1f ms",
              measure.title(),
              times.getTotalCount(),
              times.getValueAtPercentile(50) / 1000.0,
              times.getValueAtPercentile(99) / 1000.0));
    }
    say("Complaints: " + tables.faults().all());
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
