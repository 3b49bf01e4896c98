package carafe.rules.score;

import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Answer;
import carafe.rules.session.Answers;
import carafe.rules.session.Asked;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import java.util.List;
import java.util.Optional;

/** What a revealed question brought each participant, in order of joining. */
public record Results(List<Result> all) {
  /**
   * One participant's.
   *
   * @param points for this question
   * @param total after it
   */
  public record Result(ParticipantId participant, String pseudonym, int points, int total) {}

  public Results {
    all = List.copyOf(all);
  }

  /** Everybody's. Costs O(n log n). */
  public static Results of(Session.QuestionRevealed revealed) {
    return new Results(
        revealed.game().seats().inOrder().stream().map(seat -> of(revealed, seat)).toList());
  }

  /** One participant's, without the others. */
  public static Optional<Result> of(Session.QuestionRevealed revealed, ParticipantId participant) {
    return revealed.game().seats().of(participant).map(seat -> of(revealed, seat));
  }

  private static Result of(Session.QuestionRevealed revealed, Seat seat) {
    int points = points(revealed.game().asked(), revealed.answers(), seat.participant());
    return new Result(seat.participant(), seat.pseudonym(), points, seat.score());
  }

  private static int points(Asked asked, Answers answers, ParticipantId participant) {
    return answers.of(participant).map(Answer::option).map(asked::pointsFor).orElse(0);
  }
}
