package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.SECOND;
import static carafe.rules.session.Sample.after;
import static carafe.rules.session.Sample.answered;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.open;
import static carafe.rules.session.Sample.right;
import static carafe.rules.session.Sample.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.ParticipantId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where points come from. */
class ScoringTest {
  private static Session annaIsRight() {
    return after(open(), answered(ANNA, right(FIRST), at(15)), answered(BEN, wrong(FIRST), at(16)));
  }

  @Test
  void theRightAnswerIsWorthAHundredPointsAtTheReveal() {
    assertThat(score(annaIsRight(), ANNA)).isZero();

    var revealed = after(annaIsRight(), Sample.revealed(at(25)));

    assertThat(score(revealed, ANNA)).isEqualTo(100);
    assertThat(score(revealed, BEN)).isZero();
  }

  @Test
  void aRevealFromThePauseCountsAsWell() {
    var revealed = after(annaIsRight(), Sample.paused(), Sample.revealed(at(25)));

    assertThat(score(revealed, ANNA)).isEqualTo(100);
  }

  @Test
  void theNewestAnswerCounts() {
    var revealed =
        after(
            annaIsRight(),
            answered(ANNA, wrong(FIRST), at(17)),
            answered(BEN, right(FIRST), at(18)),
            Sample.revealed(at(25)));

    assertThat(score(revealed, ANNA)).isZero();
    assertThat(score(revealed, BEN)).isEqualTo(100);
  }

  @Test
  void pointsAddUp() {
    var twice =
        after(
            annaIsRight(),
            Sample.revealed(at(25)),
            new Event.QuestionOpened(0, 1, SECOND.id(), at(60), at(30)),
            new Event.AnswersSubmitted(
                SECOND.id(), List.of(new Answer(ANNA, right(SECOND), at(31)))),
            Sample.revealed(at(35)));

    assertThat(score(twice, ANNA)).isEqualTo(200);
  }

  @Test
  void aQuestionThatIsStillOpenAtTheEndIsNotScored() {
    var over = new Event.SessionEnded(EndCause.HOST, at(25));

    assertThat(score(after(annaIsRight(), over), ANNA)).isZero();
    assertThat(score(after(annaIsRight(), Sample.paused(), over), ANNA)).isZero();
  }

  private static int score(Session session, ParticipantId who) {
    return session.seated().of(who).orElseThrow().score();
  }
}
