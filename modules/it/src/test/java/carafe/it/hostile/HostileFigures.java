package carafe.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.gauge.Gauge;
import carafe.it.gauge.Reading;
import carafe.it.load.ProcessCpu;
import carafe.it.process.CarafeProcess;
import carafe.load.measure.Latencies;
import carafe.load.measure.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * How much longer honest players wait among hostile clients: alone, among each kind, among all, and
 * beside as much CPU as the crowd itself takes, burnt elsewhere. Not a test that runs with the
 * others: docs/performance.md has the command and what it said.
 */
class HostileFigures {
  private static final int HONEST = Integer.getInteger("hostile.honest", 1000);
  private static final int OF_EACH_KIND = Integer.getInteger("hostile.of-each-kind", 1500);

  /** Of all kinds together: a process has some 20,000 descriptors. */
  private static final int CROWD_MAX = 18_000;

  private static final int CONNECTS_PER_SECOND = Integer.getInteger("hostile.connects", 500);
  private static final int AWAY_SECONDS = Integer.getInteger("hostile.away-seconds", 10);
  private static final int QUESTIONS = Integer.getInteger("hostile.questions", 10);

  /** {@code alone}, {@code all}, {@code burnt}, or kinds. */
  private static final List<String> RUNS =
      Arrays.asList(
          System.getProperty(
                  "hostile.runs",
                  "alone,SILENT,SLOW_HEAD,HALF_HEAD,HALF_CHUNK,REQUESTS_ONLY,SLOW_MESSAGE,NEVER_READS,ASKS_ONLY,SLOW_READER,LARGE,"
                      + "PINGS,HALF_CLOSES,RESETS,GARBAGE,VANISHES,alone,all,burnt")
              .split(",", -1));

  private static final int WARM_UPS = Integer.getInteger("hostile.warm-ups", 3);
  private static final int JOINS_PER_SECOND = 250;
  private static final Duration THINK = Duration.ofSeconds(2);
  private static final long COME_WITHIN_SECONDS = 120;

  private final StringBuilder table = new StringBuilder();
  private double crowdCores;

  @Test
  void figures() throws Exception {
    try (CarafeProcess carafe =
        CarafeProcess.on(Files.createTempDirectory("carafe-hostile"))
            .with("CARAFE_TRANSPORT", System.getProperty("hostile.transport", "direct"))
            .withAllCompilers()
            .withJvmOption("-Xmx2g")
            .withJvmOption(Gauge.JVM_OPTION)
            .start()
            .awaitReady()) {
      for (int i = 0; i < WARM_UPS; i++) {
        try (Honest people = honest(carafe).create().fill()) {
          people.play();
        }
      }
      say(
          String.format(
              Locale.ROOT,
              "%-34s %-16s %-16s %-16s %-16s %-16s  server  crowd  honest  sockets  crowd ever "
                  + " heap MiB  direct MiB",
              "",
              "connect p50/p99",
              "join",
              "question",
              "answer",
              "result"));
      for (String run : RUNS) {
        run(carafe, run);
      }
      System.out.println(table);
      assertThat(carafe.out().lines().filter(line -> line.contains(" ERROR "))).isEmpty();
    }
  }

  private void run(CarafeProcess carafe, String name) throws Exception {
    switch (name) {
      case "alone" -> measure(carafe, "alone", Optional.empty());
      case "burnt" -> {
        try (Burning _ = Burning.start(crowdCores)) {
          measure(carafe, "%.2f cores burnt".formatted(crowdCores), Optional.empty());
        }
      }
      case "all" -> among(carafe, "all", List.of(Kind.values()));
      default -> {
        Kind kind = Kind.valueOf(name);
        among(carafe, kind.title(), List.of(kind));
      }
    }
  }

  private void among(CarafeProcess carafe, String name, List<Kind> some) throws Exception {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    int ofEach = Math.min(OF_EACH_KIND, CROWD_MAX / some.size());
    some.forEach(kind -> kinds.put(kind, ofEach));
    measure(carafe, kinds.size() * ofEach + " × " + name, Optional.of(kinds));
  }

  private void measure(CarafeProcess carafe, String name, Optional<Map<Kind, Integer>> kinds)
      throws Exception {
    Gauge gauge = new Gauge(carafe);
    gauge.read(); // the garbage of the run before
    try (Honest people = honest(carafe).create()) {
      if (kinds.isEmpty()) {
        play(carafe, people, name, Optional.empty());
        return;
      }
      try (CrowdProcess crowd =
          CrowdProcess.start(
              carafe.port(),
              CONNECTS_PER_SECOND,
              AWAY_SECONDS * 1000L,
              people.code(),
              people.lobby(),
              kinds.get())) {
        int foes = kinds.get().values().stream().mapToInt(Integer::intValue).sum();
        crowd.awaitBegun(foes, COME_WITHIN_SECONDS);
        people.openLobby();
        play(carafe, people, name, Optional.of(crowd));
      }
    }
    awaitNobody(gauge);
  }

  private void play(CarafeProcess carafe, Honest people, String name, Optional<CrowdProcess> crowd)
      throws Exception {
    people.fill();
    long began = System.nanoTime();
    long server = ProcessCpu.nanos(carafe.pid());
    long theirs = crowd.isPresent() ? crowd.get().cpuNanos() : 0;
    long own = ProcessCpu.nanos(ProcessHandle.current().pid());
    people.play();
    double nanos = System.nanoTime() - began;
    double serverCores = (ProcessCpu.nanos(carafe.pid()) - server) / nanos;
    double ownCores = (ProcessCpu.nanos(ProcessHandle.current().pid()) - own) / nanos;
    double theirCores = crowd.isPresent() ? (crowd.get().cpuNanos() - theirs) / nanos : 0;
    if (crowd.isPresent()) {
      crowdCores = theirCores;
    }
    Reading reading = new Gauge(carafe).read();
    Latencies times = people.latencies();
    say(
        String.format(
            Locale.ROOT,
            "%-34s %s %s %s %s %s  %6.2f  %5.2f  %6.2f  %7d  %10d  %8.1f  %10.1f",
            name,
            times(times, Measure.CONNECT),
            times(times, Measure.JOIN),
            times(times, Measure.QUESTION),
            times(times, Measure.ANSWER),
            times(times, Measure.REVEAL),
            serverCores,
            theirCores,
            ownCores,
            reading.connections(),
            crowd.map(c -> c.standing().begun()).orElse(0L),
            reading.heap() / (double) (1 << 20),
            reading.direct() / (double) (1 << 20)));
    assertThat(people.faults()).as("what the honest had to complain of: " + name).isEmpty();
  }

  private static String times(Latencies all, Measure measure) {
    Histogram times = all.copy(measure);
    return String.format(
        Locale.ROOT,
        "%7.1f %8.1f",
        times.getValueAtPercentile(50) / 1000.0,
        times.getValueAtPercentile(99) / 1000.0);
  }

  private void say(String line) {
    System.out.println(line);
    table.append(line).append('\n');
  }

  private static Honest honest(CarafeProcess carafe) {
    return new Honest(carafe.port(), HONEST, JOINS_PER_SECOND, QUESTIONS, THINK);
  }

  private static void awaitNobody(Gauge gauge) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    for (Reading now = gauge.read(); now.connections() > 0; now = gauge.read()) {
      assertThat(System.nanoTime()).as("still there: %s", now).isLessThan(deadline);
      Thread.sleep(500);
    }
  }

  /** A {@link Burner} in a process of its own. */
  private record Burning(Process process) implements AutoCloseable {
    static Burning start(double cores) throws IOException {
      return new Burning(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Burner.class.getName(),
                  Long.toString(Math.round(1000 * cores)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
