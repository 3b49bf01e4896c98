package carafe.rules.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A started session, whatever its phase.
 *
 * @param round index of the wine that is played
 * @param question index of the question within it
 * @param lastHostCommand when the host last moved the game
 * @param hostLeft since when no host is connected, where that is in the journal
 */
public record Game(
    Tasting tasting,
    List<Round> rounds,
    int round,
    int question,
    Seats seats,
    Instant lastHostCommand,
    Optional<Instant> hostLeft) {
  public Game {
    rounds = List.copyOf(rounds);
  }

  /** The question that is asked or was asked last. */
  public Asked asked() {
    return rounds.get(round).questions().get(question);
  }
}
