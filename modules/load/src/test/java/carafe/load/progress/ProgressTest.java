package carafe.load.progress;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.run.Results;
import carafe.load.run.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void saysHowItStands() {
    assertThat(
            Progress.line(
                Results.of("ws://h", Map.of(), 4, 1).scenario(),
                new Sample(1, "filling", 1, 1, 0, 100, 0),
                new Sample(2, "playing", 5, 4, 3, 3100, 2)))
        .contains(
            "playing", "4 of 4 joined", "5 open", "3 answers", "3,000 messages/s", "2 faults");
  }
}
