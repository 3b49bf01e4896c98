package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.right;
import static carafe.rules.session.Sample.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seats and answers as collections: the same content is the same, however it came about. */
class SeatsTest {
  private final Seats seats =
      Sample.after(Sample.waiting(), Sample.renewed(ANNA, Sample.hash("2"), at(2))).seated();

  @Test
  void aSnapshotGivesTheSameSeats() {
    var stored = new ArrayList<>(seats.inOrder());
    Collections.reverse(stored);

    var restored = Seats.of(stored, seats.nextNumber());

    assertThat(restored).isEqualTo(seats).hasSameHashCodeAs(seats);
    assertThat(restored.inOrder()).extracting(Seat::participant).containsExactly(ANNA, BEN);
    assertThat(restored.byToken(Sample.hash("2"))).isEqualTo(seats.of(ANNA));
    assertThat(restored.byToken(Sample.token(ANNA))).isEqualTo(seats.of(ANNA));
    assertThat(restored.byConnection(Sample.connection(BEN))).isEqualTo(seats.of(BEN));
    assertThat(restored.byPseudonym("ben")).isEqualTo(seats.of(BEN));
  }

  @Test
  void theNextNumberIsKeptThoughItsSeatIsGone() {
    assertThat(seats.nextNumber()).isEqualTo(2);
    var fewer = Sample.after(Sample.waiting(), Sample.gaveUp(BEN, at(2))).seated();

    assertThat(fewer.nextNumber()).isEqualTo(2);
    assertThat(Seats.of(fewer.inOrder(), 2)).isEqualTo(fewer);
    assertThat(Seats.of(fewer.inOrder(), 1)).isNotEqualTo(fewer);
  }

  @Test
  void aSnapshotThatContradictsItselfIsRefused() {
    Seat anna = seats.of(ANNA).orElseThrow();
    Seat ben = seats.of(BEN).orElseThrow();
    var onAnnasNumber = new Seat(BEN, 0, "ben", ben.tokens(), ben.connection(), 0, ben.joinedAt());

    assertThatIllegalStateException().isThrownBy(() -> Seats.of(List.of(anna, ben), 1));
    assertThatIllegalStateException().isThrownBy(() -> Seats.of(List.of(anna, anna), 2));
    assertThatIllegalStateException().isThrownBy(() -> Seats.of(List.of(anna, onAnnasNumber), 2));
  }

  @Test
  void otherContentIsNotTheSame() {
    assertThat(seats).isNotEqualTo(Sample.waiting().seated());
    assertThat(seats).isNotEqualTo(Seats.empty());
    assertThat(Seats.of(List.of(), 0)).isEqualTo(Seats.empty());
    assertThat(Seats.empty().isEmpty()).isTrue();
  }

  @Test
  void answersAreTheSameInWhateverOrderTheyCame() {
    var anna = new Answer(ANNA, right(FIRST), at(11));
    var ben = new Answer(BEN, wrong(FIRST), at(12));

    assertThat(Answers.of(List.of(anna, ben)))
        .isEqualTo(Answers.of(List.of(ben, anna)))
        .hasSameHashCodeAs(Answers.of(List.of(ben, anna)))
        .isNotEqualTo(Answers.of(List.of(anna)));
    assertThat(Answers.of(List.of()).isEmpty()).isTrue();
  }

  @Test
  void answersAreFoundByOption() {
    var answers =
        Answers.of(
            List.of(
                new Answer(ANNA, wrong(FIRST), at(11)),
                new Answer(BEN, right(FIRST), at(12)),
                new Answer(ANNA, right(FIRST), at(13))));

    assertThat(answers.whoChose(right(FIRST))).containsExactlyInAnyOrder(ANNA, BEN);
    assertThat(answers.whoChose(wrong(FIRST))).isEmpty();
    assertThat(answers.all()).hasSize(2);
    assertThat(answers.isEmpty()).isFalse();
  }

  @Test
  void printedSeatsTellNoSecrets() {
    assertThat(seats).hasToString("Seats[2]");
  }
}
