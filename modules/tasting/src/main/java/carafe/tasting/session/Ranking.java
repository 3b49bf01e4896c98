package carafe.tasting.session;

import carafe.rules.session.Seats;
import carafe.rules.session.Session;
import carafe.tasting.view.Standings;
import org.jspecify.annotations.Nullable;

/** The standings of a session, sorted once for as long as its seats stay as they are. */
final class Ranking {
  private final int size;
  private @Nullable Ranked ranked;

  private record Ranked(Seats seats, Standings standings) {}

  /**
   * @param size most entries where the leaderboard is cut
   */
  Ranking(int size) {
    this.size = size;
  }

  @SuppressWarnings("ReferenceEquality") // the same seats rank the same; equal ones are ranked anew
  Standings of(Session session) {
    Seats seats = session.seated();
    if (ranked == null || ranked.seats() != seats) {
      ranked = new Ranked(seats, Standings.of(seats, size));
    }
    return ranked.standings();
  }
}
