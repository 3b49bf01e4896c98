package carafe.rules.session;

import carafe.rules.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A started session, whatever its phase.
 *
 * @param round index of the wine that is played
 * @param question index of the question within it
 * @param lastHostCommand when the host last moved the game: a reveal that the deadline brought is
 *     not the host's
 * @param hostLeft since when no host is connected, as far as the journal tells
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

  /** Whether this wine has no further question. */
  public boolean isLastQuestion() {
    return question == rounds.get(round).questions().size() - 1;
  }

  /** Whether this wine is the last. */
  public boolean isLastRound() {
    return round == rounds.size() - 1;
  }

  /** That this question opens now, with the time the plan gives it. */
  Event.QuestionOpened opening(int nextRound, int nextQuestion, Instant at) {
    return opening(rounds, nextRound, nextQuestion, tasting.plan(), at);
  }

  static Event.QuestionOpened opening(
      List<Round> rounds, int round, int question, Plan plan, Instant at) {
    String id = rounds.get(round).questions().get(question).id();
    return new Event.QuestionOpened(round, question, id, at.plus(plan.timer()), at);
  }

  /** At another question; this must be how the rounds have it. */
  Game at(Event.QuestionOpened opened) {
    var moved =
        new Game(
            tasting, rounds, opened.round(), opened.question(), seats, lastHostCommand, hostLeft);
    if (!moved.asked().id().equals(opened.id())) {
      throw new IllegalStateException("question " + opened.id() + " is not next");
    }
    return moved;
  }

  Game seated(Seats changed) {
    return new Game(tasting, rounds, round, question, changed, lastHostCommand, hostLeft);
  }

  /** The host moved the game; who does that is there. */
  Game led(Instant at) {
    return new Game(tasting, rounds, round, question, seats, at, Optional.empty());
  }

  /** Nobody leads it since then. */
  Game left(Event.HostLeft e) {
    return hostLeft(Optional.of(e.at()));
  }

  Game returned(Event.HostReturned e) {
    return hostLeft(Optional.empty());
  }

  private Game hostLeft(Optional<Instant> since) {
    return new Game(tasting, rounds, round, question, seats, lastHostCommand, since);
  }
}
