package carafe.load.play;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.wire.Told.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoringTest {
  @Test
  void anAcceptedAnswerCounts() {
    assertThat(Scoring.fits(true, true, 100)).isTrue();
    assertThat(Scoring.fits(true, true, 0)).isFalse();
    assertThat(Scoring.fits(false, true, 0)).isTrue();
    assertThat(Scoring.fits(false, true, 100)).isFalse();
  }

  @Test
  void anAnswerWithoutAcknowledgementMayCountOrNot() {
    assertThat(Scoring.fits(true, false, 100)).isTrue();
    assertThat(Scoring.fits(true, false, 0)).isTrue();
    assertThat(Scoring.fits(false, false, 100)).isFalse();
    assertThat(Scoring.fits(true, false, 50)).isFalse();
  }

  @Test
  void choicesAreSpread() {
    List<Option> options =
        List.of(
            new Option("a", "A"), new Option("b", "B"), new Option("c", "C"), new Option("d", "D"));
    int[] counts = new int[4];
    int changes = 0;
    for (int phone = 0; phone < 10_000; phone++) {
      Option first = Choice.of(phone, 0, options);
      counts[options.indexOf(first)]++;
      assertThat(Choice.of(phone, 0, options)).isEqualTo(first);
      changes += first.equals(Choice.of(phone, 1, options)) ? 0 : 1;
    }
    for (int count : counts) {
      assertThat(count).isBetween(2200, 2800);
    }
    assertThat(changes).isBetween(7000, 8000);
  }
}
