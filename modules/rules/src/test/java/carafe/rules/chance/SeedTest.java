package carafe.rules.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chance as data. */
class SeedTest {
  private static final Seed SEED = Seed.of(new byte[32]);
  private static final Seed OTHER = new Seed("00".repeat(31) + "01");

  @Test
  void theSameSeedDrawsTheSame() {
    assertThat(text(SEED, "purpose")).isEqualTo(text(SEED, "purpose"));
    assertThat(text(SEED, "purpose")).isNotEqualTo(text(OTHER, "purpose"));
    assertThat(text(SEED, "purpose")).isNotEqualTo(text(SEED, "other purpose"));
  }

  @Test
  void drawsAreTheSameInEveryProcess() {
    var draws = SEED.draws("example");
    assertThat(IntStream.range(0, 12).map(_ -> draws.below(100)).toArray()).containsExactly(DRAWS);
    assertThat(SEED.draws("example").shuffled(List.of(1, 2, 3, 4, 5))).isEqualTo(SHUFFLED);
  }

  // Computed once more by other means: Python's hmac and struct.
  private static final int[] DRAWS = {78, 57, 82, 24, 57, 31, 22, 58, 49, 63, 37, 37};
  private static final List<Integer> SHUFFLED = List.of(5, 3, 1, 2, 4);

  @Test
  void everyNumberBelowTheBoundIsDrawnAboutAsOften() {
    int[] counts = new int[5];
    var draws = SEED.draws("fair");
    for (int i = 0; i < 5000; i++) {
      counts[draws.below(5)]++;
    }

    assertThat(Arrays.stream(counts)).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void largeBoundsAreFairToo() {
    var draws = SEED.draws("large");
    int bound = 0x6000_0000; // without rejection the lower half would come twice as often
    long low = IntStream.range(0, 4000).filter(_ -> draws.below(bound) < bound / 2).count();

    assertThat(low).isBetween(1850L, 2150L);
  }

  @Test
  void aShuffleKeepsAllElements() {
    var elements = IntStream.range(0, 100).boxed().toList();

    assertThat(SEED.draws("shuffle").shuffled(elements))
        .containsExactlyInAnyOrderElementsOf(elements)
        .isNotEqualTo(elements);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "AA"})
  void whatIsNo256BitsIsNoSeed(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed(hex));
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed(hex.repeat(33)));
    assertThatIllegalArgumentException().isThrownBy(() -> Seed.of(new byte[31]));
  }

  @Test
  void nothingIsBelowNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> SEED.draws("none").below(0));
  }

  @Test
  void aSeedDoesNotShowItself() {
    assertThat(OTHER.toString()).doesNotContain("01");
  }

  private static String text(Seed seed, String purpose) {
    return seed.draws(purpose).text("abcdefghij", 20);
  }
}
