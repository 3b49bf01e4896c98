package carafe.load.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TastingTest {
  private final Tasting tasting = Tasting.of(3, 4);

  @Test
  void countsItsQuestionsThrough() {
    assertThat(tasting.size()).isEqualTo(12);
    for (int nth = 0; nth < tasting.size(); nth++) {
      assertThat(tasting.nth(nth / 4, nth % 4)).isEqualTo(nth);
      assertThat(tasting.question(nth))
          .isEqualTo(tasting.rounds().get(nth / 4).questions().get(nth % 4));
      assertThat(tasting.endsRound(nth)).isEqualTo(nth % 4 == 3);
    }
    assertThat(tasting.nth(3, 0)).isEqualTo(-1);
    assertThat(tasting.nth(0, 4)).isEqualTo(-1);
    assertThat(tasting.nth(-1, 0)).isEqualTo(-1);
  }

  @Test
  void itsOptionsDiffer() {
    for (int nth = 0; nth < tasting.size(); nth++) {
      Tasting.Question question = tasting.question(nth);
      assertThat(question.wrong()).hasSize(3).doesNotContain(question.right());
      assertThat(new HashSet<>(question.wrong())).hasSize(3);
    }
  }

  @Test
  void knowsItsOptionsInAnyOrder() {
    Tasting.Question question = tasting.question(0);
    assertThat(question.has(List.of("Salmon", "Ruby", "Straw", "Gold"))).isTrue();
    assertThat(question.has(List.of("Salmon", "Ruby", "Straw", "Straw"))).isFalse();
    assertThat(question.has(List.of("Salmon", "Ruby", "Straw"))).isFalse();
  }
}
