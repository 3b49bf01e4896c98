package carafe.rules.score;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who stands where. */
class LeaderboardTest {
  private final Leaderboard leaderboard =
      Leaderboard.of(seats("Cleo 200", "Ben 300", "Anna 200", "Dora 0", "Eve 200"));

  @Test
  void theSameScoreIsTheSameRankAndThePseudonymOrdersWithin() {
    assertThat(leaderboard.all())
        .containsExactly(
            new RankingEntry("Ben", 300, 1),
            new RankingEntry("Anna", 200, 2),
            new RankingEntry("Cleo", 200, 2),
            new RankingEntry("Eve", 200, 2),
            new RankingEntry("Dora", 0, 5));
  }

  @Test
  void equalsAtTheTopAreAllFirst() {
    assertThat(Leaderboard.of(seats("B 0", "A 0", "C 0")).all())
        .extracting(RankingEntry::rank)
        .containsExactly(1, 1, 1);
  }

  @Test
  void theCutShowsTheBestAndKeepsTheirRanks() {
    assertThat(leaderboard.cut(2))
        .containsExactly(new RankingEntry("Ben", 300, 1), new RankingEntry("Anna", 200, 2));
    assertThat(leaderboard.cut(0)).isEmpty();
    assertThat(leaderboard.cut(99)).isEqualTo(leaderboard.all());
  }

  @Test
  void everybodyFindsTheOwnLineThoughItIsCutOff() {
    assertThat(leaderboard.me(new ParticipantId("Dora"))).contains(new RankingEntry("Dora", 0, 5));
    assertThat(leaderboard.me(new ParticipantId("nobody"))).isEmpty();
  }

  @Test
  void nobodyIsOnAnEmptyLeaderboard() {
    assertThat(Leaderboard.of(Seats.empty()).all()).isEmpty();
  }

  private static Seats seats(String... namesAndScores) {
    List<Seat> seats = new ArrayList<>();
    for (String entry : namesAndScores) {
      int number = seats.size();
      String name = entry.substring(0, entry.indexOf(' '));
      int score = Integer.parseInt(entry.substring(entry.indexOf(' ') + 1));
      var connection = Hash.ofHex(String.format("%064d", number));
      seats.add(
          new Seat(
              new ParticipantId(name), number, name, List.of(), connection, score, Instant.EPOCH));
    }
    return Seats.of(seats, seats.size());
  }
}
