package carafe.load.run;

import carafe.load.loop.Target;
import carafe.load.measure.Latencies;
import carafe.load.measure.Measure;
import carafe.load.measure.Use;
import carafe.load.play.StepKind;
import carafe.load.play.StepResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Results for tests. */
public final class Results {
  private Results() {}

  /**
   * Of a room of four phones with two questions.
   *
   * @param arrived how many of them got the first question
   */
  public static Result of(String url, Map<String, Long> faults, int arrived, int finished) {
    Scenario scenario = scenario(url);
    StepLog log = new StepLog(true);
    log.accept(new StepResult(StepKind.JOIN, 0, 4, 4, 1, 9));
    boolean any = arrived > 0;
    log.accept(new StepResult(StepKind.QUESTION, 0, 4, arrived, any ? 1.5 : 0, any ? 8.5 : 0));
    log.accept(new StepResult(StepKind.ANSWER, 0, arrived, arrived, any ? 2 : 0, any ? 20 : 0));
    log.accept(new StepResult(StepKind.QUESTION, 1, 4, 4, 0.5, 2));
    Latencies latencies = new Latencies();
    for (int i = 1; i <= 4; i++) {
      latencies.record(Measure.QUESTION, 0, TimeUnit.MILLISECONDS.toNanos(i));
    }
    Map<Measure, Histogram> copies = new EnumMap<>(Measure.class);
    copies.put(Measure.QUESTION, latencies.copy(Measure.QUESTION));
    return new Result(
        scenario,
        Instant.parse("2024-01-01T20:00:00Z"),
        2.5,
        false,
        finished,
        1.25,
        log.totals(),
        log.details(),
        copies,
        faults,
        List.of(new Use("playing", 1.25, 0.3, 1, 2, 0.4)),
        List.of(new Use("delivering questions", 0.1, 0.5, 0, 0, 0.6)),
        List.of(),
        List.of("a <note>"),
        List.of(
            new Sample(0.25, "filling", 3, 2, 0, 10, 0),
            new Sample(0.5, "playing", 5, 4, 4, 60, 0)));
  }

  /** Of a run in which nobody got in. */
  public static Result ofNobody() {
    return new Result(
        scenario("ws://h"),
        Instant.parse("2024-01-01T20:00:00Z"),
        2.5,
        false,
        0,
        0,
        Map.of(),
        List.of(),
        Map.of(Measure.CONNECT, new Latencies().copy(Measure.CONNECT)),
        Map.of("host: connect: Connection refused", 1L),
        List.of(new Use("creating rooms", 0.1, 0.9, 300, 300, 0.4)),
        List.of(),
        List.of("The tool was the bottleneck"),
        List.of(),
        List.of());
  }

  private static Scenario scenario(String url) {
    return new Scenario(
        "room",
        new Target(url, false, "h", "", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)),
        1,
        4,
        1,
        2,
        2.5,
        Duration.ZERO,
        Optional.empty(),
        Duration.ofSeconds(30),
        1,
        false);
  }
}
