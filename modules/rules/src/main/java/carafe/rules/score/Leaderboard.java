package carafe.rules.score;

import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody's rank: the same for the same score (1, 1, 3), and by pseudonym within a rank. */
public final class Leaderboard {
  private static final Comparator<Seat> ORDER =
      Comparator.comparingInt(Seat::score).reversed().thenComparing(Seat::pseudonym);

  private final List<RankingEntry> entries;
  private final Map<ParticipantId, RankingEntry> byParticipant;

  private Leaderboard(List<RankingEntry> entries, Map<ParticipantId, RankingEntry> byParticipant) {
    this.entries = entries;
    this.byParticipant = byParticipant;
  }

  /** The leaderboard of these seats. Costs O(n log n). */
  public static Leaderboard of(Seats seats) {
    List<RankingEntry> entries = new ArrayList<>(seats.size());
    Map<ParticipantId, RankingEntry> byParticipant = HashMap.newHashMap(seats.size());
    for (Seat seat : seats.all().sorted(ORDER).toList()) {
      int place = entries.size() + 1;
      boolean shares = place > 1 && entries.getLast().score() == seat.score();
      int rank = shares ? entries.getLast().rank() : place;
      var entry = new RankingEntry(seat.pseudonym(), seat.score(), rank);
      entries.add(entry);
      byParticipant.put(seat.participant(), entry);
    }
    return new Leaderboard(List.copyOf(entries), Map.copyOf(byParticipant));
  }

  /** Everybody, best first. */
  public List<RankingEntry> all() {
    return entries;
  }

  /** The best ones, at most so many; a shared rank may be cut in two. */
  public List<RankingEntry> cut(int size) {
    return entries.subList(0, Math.min(size, entries.size()));
  }

  /** The line of one participant, cut off or not. */
  public Optional<RankingEntry> me(ParticipantId participant) {
    return Optional.ofNullable(byParticipant.get(participant));
  }
}
