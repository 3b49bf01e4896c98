package carafe.load.play;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.wire.Told.Place;
import carafe.load.wire.Told.Rank;
import carafe.load.wire.Told.Standings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalBoardTest {
  private static final List<Rank> GOOD =
      List.of(new Rank("B", 200, 1), new Rank("C", 200, 1), new Rank("A", 100, 3));

  private final FinalBoard board = new FinalBoard(GOOD);

  @Test
  void takesWhatFollowsFromTheAnswers() {
    assertThat(board.faults(3)).isEmpty();
    assertThat(board.faults("A", 100, own(GOOD, 100, 3))).isEmpty();
    assertThat(board.faults("C", 200, own(GOOD.subList(0, 2), 200, 1))).isEmpty();
  }

  @Test
  void findsAListThatIsWrong() {
    assertThat(board.faults(4))
        .containsExactly("the final leaderboard has another number of seats");
    assertThat(faults(new Rank("A", 100, 1), new Rank("B", 200, 2)))
        .containsExactly("the final leaderboard is not in order");
    assertThat(faults(new Rank("A", 100, 1), new Rank("B", 100, 2)))
        .containsExactly("the final leaderboard is not in order");
    assertThat(faults(new Rank("B", 100, 1), new Rank("A", 100, 1)))
        .containsExactly("the final leaderboard is not in order");
    assertThat(faults(new Rank("A", 100, 1), new Rank("A", 0, 2)))
        .containsExactly("a name is twice on the final leaderboard");
  }

  private static List<String> faults(Rank... ranks) {
    return new FinalBoard(List.of(ranks)).faults(ranks.length);
  }

  @Test
  void findsAnAnswerThatWasLost() {
    assertThat(board.faults("A", 200, own(GOOD, 200, 1)))
        .contains("another score on the final leaderboard");
    assertThat(board.faults("X", 0, own(GOOD, 0, 4)))
        .contains("a seat is missing on the final leaderboard");
  }

  @Test
  void findsAPhoneThatWasToldOtherwise() {
    assertThat(board.faults("A", 100, own(GOOD, 100, 2)))
        .containsExactly("a phone was told another place than the host");
    assertThat(board.faults("A", 100, own(GOOD.subList(1, 3), 100, 3)))
        .containsExactly("a phone was told another final leaderboard than the host");
    assertThat(board.faults("A", 100, own(List.of(), 100, 3)))
        .containsExactly("a phone was told another final leaderboard than the host");
  }

  private static Standings own(List<Rank> rankings, int score, int rank) {
    return new Standings(true, rankings, Optional.of(new Place(score, rank)));
  }
}
