package carafe.rules.host;

import carafe.rules.score.RankingEntry;
import java.time.Instant;
import java.util.List;

/**
 * One line of a host's list: a session as it stood at a revision.
 *
 * @param number which session of the code, from 1
 * @param revision grows with every change the session reports; an older one changes nothing
 * @param finalRankings empty until the session has ended; cut to the leaderboard's size
 */
public record SessionEntry(
    String code,
    int number,
    long revision,
    String title,
    Instant createdAt,
    Status status,
    int participantCount,
    List<RankingEntry> finalRankings) {
  /** What a list shows of a session's phase. */
  public enum Status {
    WAITING,
    ACTIVE,
    ENDED
  }

  public SessionEntry {
    finalRankings = List.copyOf(finalRankings);
  }
}
