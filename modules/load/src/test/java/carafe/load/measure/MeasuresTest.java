package carafe.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  @Test
  void latenciesCountFromWhenItWasDue() {
    Latencies latencies = new Latencies();
    for (int ms = 1; ms <= 100; ms++) {
      latencies.record(Measure.JOIN, 5, 5 + TimeUnit.MILLISECONDS.toNanos(ms));
    }
    Histogram joins = latencies.copy(Measure.JOIN);
    assertThat(joins.getTotalCount()).isEqualTo(100);
    assertThat(joins.getValueAtPercentile(50)).isBetween(49_900L, 50_100L);
    assertThat(joins.getMaxValue()).isBetween(99_900L, 100_100L);
    assertThat(latencies.copy(Measure.ANSWER).getTotalCount()).isZero();
  }

  @Test
  void latenciesBeyondTheirRangeAreCountedAtItsEnds() {
    Latencies latencies = new Latencies();
    latencies.record(Measure.JOIN, 0, TimeUnit.HOURS.toNanos(3));
    latencies.record(Measure.JOIN, 10, 0);
    assertThat(latencies.copy(Measure.JOIN).getTotalCount()).isEqualTo(2);
    assertThat(latencies.copy(Measure.JOIN).getMaxValue())
        .isGreaterThanOrEqualTo(TimeUnit.MINUTES.toMicros(10));
  }

  @Test
  void faultsAreToldApartUpToABound() {
    Faults faults = new Faults();
    for (int i = 0; i < 10 * Faults.KINDS_MAX; i++) {
      faults.count("kind " + i);
      faults.count("kind 0");
    }
    assertThat(faults.all()).hasSize(Faults.KINDS_MAX + 1).containsKey(Faults.REST);
    assertThat(faults.all()).containsEntry("kind 0", 10L * Faults.KINDS_MAX + 1);
    assertThat(faults.total()).isEqualTo(20L * Faults.KINDS_MAX);
    faults.count("x".repeat(10_000));
    assertThat(faults.all().keySet()).allMatch(kind -> kind.length() <= Faults.KIND_CHARS_MAX);
  }

  @Test
  void faultsAreUnicodeWhateverAServerSays() {
    Faults faults = new Faults();
    faults.count("error \ud83c");
    faults.count("x".repeat(Faults.KIND_CHARS_MAX - 1) + "\ud83c\udf77");
    assertThat(faults.all().keySet())
        .allMatch(kind -> StandardCharsets.UTF_8.newEncoder().canEncode(kind));
  }

  @Test
  void descriptorsObjectToMoreThanThereAre() {
    Descriptors descriptors = new Descriptors(20_000, 100);
    assertThat(descriptors.objection(19_836)).isEmpty();
    assertThat(descriptors.objection(19_837))
        .hasValueSatisfying(why -> assertThat(why).contains("19,837", "19,836", "ulimit -n 20001"));
    assertThat(Descriptors.now()).hasValueSatisfying(now -> assertThat(now.max()).isPositive());
  }

  @Test
  void theToolSaysWhenItWasTooSlow() {
    Use idle = new Use("delivering questions", 1, 0.4, 1, 2, 0.5);
    Use busy = new Use("delivering questions", 1, 0.93, 1, 2, 1.9);
    Use late = new Use("playing", 1, 0.5, 40, 55, 0.5);
    Use blink = new Use("ending", 0.001, 1, 0, 0, 1);
    assertThat(Bottleneck.sentences(List.of(idle), List.of(idle, blink))).isEmpty();
    assertThat(Bottleneck.sentences(List.of(late), List.of(busy)))
        .containsExactly(
            "The tool was the bottleneck while delivering questions: its loops were 93 % busy.",
            "The tool was the bottleneck while playing: its timers were late by 40 ms (p99; at most"
                + " 55 ms).");
  }
}
