package carafe.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
  @Test
  void isFineWhenEverythingArrived() {
    Result result = Results.of("ws://h", Map.of(), 4, 1);
    assertThat(result.losses()).isEmpty();
    assertThat(result.isFine()).isTrue();
    assertThat(result.answersPerSecond()).hasValue(200.0);
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(Results.of("ws://h", Map.of(), 3, 1).losses())
        .containsExactly("1 of 8 questions did not arrive");
    assertThat(Results.of("ws://h", Map.of("closed 1013", 2L), 4, 0).losses())
        .containsExactly("2 × closed 1013", "1 of 1 games did not come to their end");
    assertThat(Results.of("ws://h", Map.of("closed 1013", 2L), 4, 1).isFine()).isFalse();
  }

  @Test
  void aTimelineStaysWithinItsBound() {
    Timeline timeline = new Timeline();
    for (int i = 0; i < 100_000; i++) {
      timeline.add(new Sample(i, "playing", 0, 0, 0, 0, 0));
    }
    assertThat(timeline.samples()).hasSizeBetween(Timeline.SAMPLES_MAX / 2, Timeline.SAMPLES_MAX);
    assertThat(timeline.samples())
        .isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
    assertThat(timeline.samples().getFirst().seconds()).isZero();
    assertThat(timeline.samples().getLast().seconds()).isGreaterThan(99_000);
  }
}
