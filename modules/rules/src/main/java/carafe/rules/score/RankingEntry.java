package carafe.rules.score;

import java.util.Objects;

/** One line of a leaderboard: points so far and the competition rank they give (1, 1, 3). */
public record RankingEntry(String pseudonym, int score, int rank) {
  public RankingEntry {
    Objects.requireNonNull(pseudonym);
    if (score < 0 || rank < 1) {
      throw new IllegalArgumentException("score " + score + ", rank " + rank);
    }
  }
}
