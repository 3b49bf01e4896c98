package carafe.load.play;

import carafe.load.wire.Told.Place;
import carafe.load.wire.Told.Rank;
import carafe.load.wire.Told.Standings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the last leaderboard is what follows from what phones were told. */
final class FinalBoard {
  private final List<Rank> hosts;
  private final Map<String, Rank> byName = new HashMap<>();
  private Optional<Standings> fine = Optional.empty();

  /**
   * @param hosts the complete one, of the host
   */
  FinalBoard(List<Rank> hosts) {
    this.hosts = List.copyOf(hosts);
    hosts.forEach(rank -> byName.put(rank.pseudonym(), rank));
  }

  /** Faults of the list itself. */
  List<String> faults(int seats) {
    List<String> faults = new ArrayList<>();
    if (hosts.size() != seats) {
      faults.add("the final leaderboard has another number of seats");
    }
    if (byName.size() != hosts.size()) {
      faults.add("a name is twice on the final leaderboard");
    }
    if (!hosts.equals(ranked())) {
      faults.add("the final leaderboard is not in order");
    }
    return faults;
  }

  /** The same scores in the order and with the ranks of the protocol: 1, 1, 3; then by name. */
  private List<Rank> ranked() {
    List<Rank> sorted = new ArrayList<>(hosts);
    sorted.sort(
        Comparator.comparingInt((Rank rank) -> -rank.score()).thenComparing(Rank::pseudonym));
    List<Rank> ranked = new ArrayList<>(sorted.size());
    for (Rank one : sorted) {
      boolean shared = !ranked.isEmpty() && ranked.getLast().score() == one.score();
      int rank = shared ? ranked.getLast().rank() : ranked.size() + 1;
      ranked.add(new Rank(one.pseudonym(), one.score(), rank));
    }
    return ranked;
  }

  /** Faults of one phone's view. */
  List<String> faults(String pseudonym, int score, Standings own) {
    List<String> faults = new ArrayList<>();
    Rank mine = byName.get(pseudonym);
    if (mine == null) {
      faults.add("a seat is missing on the final leaderboard");
    } else if (mine.score() != score) {
      faults.add("another score on the final leaderboard");
    } else if (!own.me().equals(Optional.of(new Place(mine.score(), mine.rank())))) {
      faults.add("a phone was told another place than the host");
    }
    if (!isBeginning(own)) {
      faults.add("a phone was told another final leaderboard than the host");
    }
    return faults;
  }

  private boolean isBeginning(Standings own) {
    if (fine.isPresent() && fine.get().rankings().equals(own.rankings())) {
      return true; // phones that are told the same share what was read
    }
    List<Rank> theirs = own.rankings();
    boolean is =
        theirs.size() <= hosts.size()
            && (!theirs.isEmpty() || hosts.isEmpty())
            && hosts.subList(0, theirs.size()).equals(theirs);
    if (is) {
      fine = Optional.of(own);
    }
    return is;
  }
}
