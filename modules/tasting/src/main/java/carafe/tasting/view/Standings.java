package carafe.tasting.view;

import carafe.rules.score.Leaderboard;
import carafe.rules.score.RankingEntry;
import carafe.rules.session.Seats;
import carafe.tasting.wire.ToClient.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The leaderboard of one state of the seats: sorted once, however many ask for it. Immutable.
 *
 * @param all every seat, best first
 * @param cut the first of them, as participants and lists get them
 */
public record Standings(
    List<RankingEntry> all, List<RankingEntry> cut, Map<Integer, Integer> rankOfScore) {
  public Standings {
    all = List.copyOf(all);
    cut = List.copyOf(cut);
    rankOfScore = Map.copyOf(rankOfScore);
  }

  /** Ranks all seats. Costs O(n log n). */
  public static Standings of(Seats seats, int size) {
    Leaderboard leaderboard = Leaderboard.of(seats);
    List<RankingEntry> all = leaderboard.all();
    Map<Integer, Integer> ranks = new HashMap<>();
    for (RankingEntry entry : all) {
      ranks.putIfAbsent(entry.score(), entry.rank());
    }
    return new Standings(all, leaderboard.cut(size), ranks);
  }

  /** Where somebody with this score stands: equal scores share a rank. */
  public Standing standing(int score) {
    return new Standing(score, rankOfScore.getOrDefault(score, all.size() + 1));
  }
}
