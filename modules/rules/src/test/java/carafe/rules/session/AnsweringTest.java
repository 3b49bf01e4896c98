package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.CLEO;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.SECOND;
import static carafe.rules.session.Sample.after;
import static carafe.rules.session.Sample.answer;
import static carafe.rules.session.Sample.answered;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.open;
import static carafe.rules.session.Sample.right;
import static carafe.rules.session.Sample.wrong;
import static carafe.rules.session.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an answer. */
class AnsweringTest {
  private static final String RIGHT = right(FIRST);
  private static final String WRONG = wrong(FIRST);

  /** Anna chose a wrong option at second 20. */
  private static Session annaAnswered() {
    return after(open(), answered(ANNA, WRONG, at(20)));
  }

  @Test
  void anAnswerIsStoredWithTheTimeItWasReceived() {
    var outcome =
        given(open()).when(answer(ANNA, WRONG, at(20))).then(answered(ANNA, WRONG, at(20)));

    var answers = ((Session.QuestionOpen) outcome.session()).answers();
    assertThat(answers).isEqualTo(Answers.of(List.of(new Answer(ANNA, WRONG, at(20)))));
    assertThat(answers.of(BEN)).isEmpty();
  }

  @Test
  void anAnswerMayChangeUntilTheReveal() {
    var outcome =
        given(annaAnswered()).when(answer(ANNA, RIGHT, at(21))).then(answered(ANNA, RIGHT, at(21)));

    var answers = ((Session.QuestionOpen) outcome.session()).answers();
    assertThat(answers.of(ANNA)).contains(new Answer(ANNA, RIGHT, at(21)));
    assertThat(answers.size()).isEqualTo(1);
  }

  @Test
  void theSameOptionOnceMoreChangesNothing() {
    given(annaAnswered()).when(answer(ANNA, WRONG, at(21))).thenNothing();
  }

  @Test
  void anOlderAnswerThanTheStoredOneChangesNothing() {
    given(annaAnswered()).when(answer(ANNA, RIGHT, at(19))).thenNothing();
  }

  @Test
  void ofTwoAtTheSameMomentTheLatterCounts() {
    given(annaAnswered()).when(answer(ANNA, RIGHT, at(20))).then(answered(ANNA, RIGHT, at(20)));
  }

  @Test
  void anAnswerBeforeTheDeadlineCounts() {
    given(open())
        .when(answer(ANNA, RIGHT, at(40).minusNanos(1)))
        .then(answered(ANNA, RIGHT, at(40).minusNanos(1)));
  }

  @Test
  void anAnswerAtTheDeadlineIsTooLate() {
    given(open()).when(answer(ANNA, RIGHT, at(40))).thenRefused(Refusal.WRONG_PHASE);
    given(annaAnswered()).when(answer(ANNA, WRONG, at(40))).thenRefused(Refusal.WRONG_PHASE);
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() {
    given(open())
        .when(new Command.SubmitAnswer(ANNA, SECOND.id(), right(SECOND), at(20)))
        .thenRefused(Refusal.UNKNOWN_QUESTION);
  }

  @Test
  void anOptionOfAnotherQuestionIsRefused() {
    given(open()).when(answer(ANNA, right(SECOND), at(20))).thenRefused(Refusal.UNKNOWN_OPTION);
  }

  static List<Session> withSeats() {
    return JoiningTest.everyPhaseWithSeats();
  }

  @ParameterizedTest
  @MethodSource("withSeats")
  void whoHasNoSeatCannotAnswerInAnyPhase(Session session) {
    given(session).when(answer(CLEO, RIGHT, at(20))).thenRefused(Refusal.NOT_JOINED);
  }

  @Test
  void noAnswerCountsWhileTheClockIsFrozen() {
    var paused = after(annaAnswered(), Sample.paused());

    given(paused).when(answer(BEN, RIGHT, at(25))).thenRefused(Refusal.QUESTION_PAUSED);
    given(paused).when(answer(ANNA, RIGHT, at(25))).thenRefused(Refusal.QUESTION_PAUSED);
    given(paused).when(answer(ANNA, WRONG, at(25))).thenRefused(Refusal.QUESTION_PAUSED);
    given(paused).when(answer(ANNA, RIGHT, at(20))).thenRefused(Refusal.QUESTION_PAUSED);
  }

  @Test
  void noAnswerCountsAfterTheReveal() {
    var revealed = after(annaAnswered(), Sample.revealed(at(25)));

    given(revealed).when(answer(BEN, RIGHT, at(26))).thenRefused(Refusal.WRONG_PHASE);
    given(revealed).when(answer(ANNA, RIGHT, at(24))).thenRefused(Refusal.WRONG_PHASE);
    given(revealed).when(answer(ANNA, WRONG, at(26))).thenRefused(Refusal.WRONG_PHASE);
  }

  @Test
  void whatIsStoredIsAcknowledgedOnceMoreAfterPauseAndReveal() {
    var paused = after(annaAnswered(), Sample.paused());
    var revealed = after(annaAnswered(), Sample.revealed(at(25)));

    for (Session session : List.of(paused, revealed)) {
      given(session).when(answer(ANNA, WRONG, at(20))).thenNothing();
      given(session).when(answer(ANNA, RIGHT, at(19))).thenNothing();
    }
  }

  @Test
  void anOldAnswerToAnotherQuestionIsNoneOfThisOne() {
    var revealed = after(annaAnswered(), Sample.revealed(at(25)));

    given(revealed)
        .when(new Command.SubmitAnswer(ANNA, SECOND.id(), right(SECOND), at(19)))
        .thenRefused(Refusal.WRONG_PHASE);
  }

  @Test
  void answersOutliveAPause() {
    var resumed = after(annaAnswered(), Sample.paused(), new Event.QuestionResumed(at(48), at(30)));

    assertThat(((Session.QuestionOpen) resumed).answers().of(ANNA))
        .contains(new Answer(ANNA, WRONG, at(20)));
    given(resumed).when(answer(BEN, RIGHT, at(48).minus(Duration.ofMillis(1)))).thenAccepted();
  }

  @Test
  void theNextQuestionHasNoAnswers() {
    var next =
        after(
            annaAnswered(),
            Sample.revealed(at(25)),
            new Event.QuestionOpened(0, 1, SECOND.id(), at(60), at(30)));

    assertThat(((Session.QuestionOpen) next).answers()).isEqualTo(Answers.none());
  }
}
