package carafe.rules.session;

import static carafe.rules.session.Decision.accept;
import static carafe.rules.session.Decision.nothing;
import static carafe.rules.session.Decision.refuse;

import carafe.rules.session.Command.SubmitAnswer;
import java.util.List;

/** What becomes of an answer: stored, known already, or refused. */
final class Answering {
  private Answering() {}

  static Decision open(Session.QuestionOpen s, SubmitAnswer c) {
    Asked asked = s.game().asked();
    if (!s.game().seats().has(c.participant())) {
      return refuse(Refusal.NOT_JOINED);
    }
    if (!asked.id().equals(c.question())) {
      return refuse(Refusal.UNKNOWN_QUESTION);
    }
    if (!asked.offers(c.option())) {
      return refuse(Refusal.UNKNOWN_OPTION);
    }
    if (s.isOver(c.at())) {
      return refuse(Refusal.WRONG_PHASE);
    }
    return s.answers().of(c.participant()).filter(stored -> stands(stored, c)).isPresent()
        ? nothing()
        : accept(stored(c));
  }

  /**
   * While the clock is frozen, or after the reveal: only what is stored already is acknowledged.
   */
  static Decision closed(Game game, Answers answers, SubmitAnswer c, Refusal refusal) {
    if (!game.seats().has(c.participant())) {
      return refuse(Refusal.NOT_JOINED);
    }
    boolean known =
        game.asked().id().equals(c.question())
            && answers.of(c.participant()).filter(stored -> isResent(stored, c)).isPresent();
    return known ? nothing() : refuse(refusal);
  }

  /** When no question is asked. */
  static Decision tooEarlyOrLate(Seats seats, SubmitAnswer c) {
    return refuse(seats.has(c.participant()) ? Refusal.WRONG_PHASE : Refusal.NOT_JOINED);
  }

  /** Whether the stored answer is the same or a newer one. */
  private static boolean stands(Answer stored, SubmitAnswer c) {
    return stored.option().equals(c.option()) || stored.at().isAfter(c.at());
  }

  /**
   * Whether this is the stored answer once more, or an older one: a relay that missed the
   * acknowledgement sends it again with the time at which it was received.
   */
  private static boolean isResent(Answer stored, SubmitAnswer c) {
    return stored.at().isAfter(c.at())
        || (stored.at().equals(c.at()) && stored.option().equals(c.option()));
  }

  private static Event stored(SubmitAnswer c) {
    var answer = new Answer(c.participant(), c.option(), c.at());
    return new Event.AnswersSubmitted(c.question(), List.of(answer));
  }
}
