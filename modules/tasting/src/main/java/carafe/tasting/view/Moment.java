package carafe.tasting.view;

import carafe.rules.session.Answers;
import carafe.rules.session.Game;
import carafe.rules.session.Session;
import carafe.rules.session.Session.QuestionOpen;
import carafe.rules.session.Session.QuestionPaused;
import carafe.rules.session.Session.QuestionRevealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A question on the screen, in whichever of its three phases.
 *
 * @param deadline present while it is open
 * @param remaining present while it is open (as of now) or paused
 * @param revealed whether the right answer may be told
 */
record Moment(
    Game game,
    Answers answers,
    Optional<Instant> deadline,
    Optional<Duration> remaining,
    boolean revealed) {

  static Optional<Moment> of(Session session, Instant now) {
    return switch (session) {
      case QuestionOpen s ->
          Optional.of(
              new Moment(
                  s.game(),
                  s.answers(),
                  Optional.of(s.deadline()),
                  Optional.of(remaining(s.deadline(), now)),
                  false));
      case QuestionPaused s ->
          Optional.of(
              new Moment(
                  s.game(), s.answers(), Optional.empty(), Optional.of(s.remaining()), false));
      case QuestionRevealed s ->
          Optional.of(new Moment(s.game(), s.answers(), Optional.empty(), Optional.empty(), true));
      case Session.Vacant _, Session.Waiting _, Session.RoundLeaderboard _, Session.Ended _ ->
          Optional.empty();
    };
  }

  static Duration remaining(Instant deadline, Instant now) {
    Duration left = Duration.between(now, deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
