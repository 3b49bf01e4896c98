package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.CLEO;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.SECOND;
import static carafe.rules.session.Sample.answered;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.right;
import static carafe.rules.session.Sample.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.score.Results;
import carafe.rules.score.Results.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a question brought each participant. */
class ResultsTest {
  private final Session.QuestionRevealed second =
      (Session.QuestionRevealed)
          Sample.after(
              Sample.waiting(),
              Sample.joined(CLEO),
              Sample.started(),
              Sample.opened(),
              answered(ANNA, right(FIRST), at(15)),
              answered(BEN, right(FIRST), at(15)),
              Sample.revealed(at(25)),
              new Event.QuestionOpened(0, 1, SECOND.id(), at(60), at(30)),
              new Event.AnswersSubmitted(
                  SECOND.id(),
                  List.of(
                      new Answer(ANNA, right(SECOND), at(31)),
                      new Answer(BEN, wrong(SECOND), at(32)))),
              Sample.revealed(at(35)));

  @Test
  void everybodyIsThereInOrderOfJoining() {
    assertThat(Results.of(second).all())
        .containsExactly(
            new Result(ANNA, "anna", 100, 200),
            new Result(BEN, "ben", 0, 100),
            new Result(CLEO, "cleo", 0, 0));
  }

  @Test
  void oneCanBeAskedForAlone() {
    assertThat(Results.of(second, BEN)).contains(new Result(BEN, "ben", 0, 100));
    assertThat(Results.of(second, Sample.DORA)).isEmpty();
  }
}
