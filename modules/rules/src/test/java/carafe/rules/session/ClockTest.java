package carafe.rules.session;

import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.SECOND;
import static carafe.rules.session.Sample.after;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.open;
import static carafe.rules.session.Sample.pausedAt22;
import static carafe.rules.session.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The deadline, what freezes it, and what it brings. */
class ClockTest {
  private static final Event BY_DEADLINE = new Event.QuestionRevealed(RevealCause.DEADLINE, at(40));

  @Test
  void theDeadlineReveals() {
    given(open())
        .when(new Command.TimeUp(FIRST.id(), at(40), at(40)))
        .then(BY_DEADLINE)
        .in(Phase.QUESTION_REVEALED);
  }

  @Test
  void aTimerForAnotherQuestionDoesNothing() {
    given(open()).when(new Command.TimeUp(SECOND.id(), at(40), at(40))).thenNothing();
  }

  @Test
  void aTimerFromBeforeAPauseDoesNothing() {
    given(pausedAt22())
        .and(new Event.QuestionResumed(at(48), at(30)))
        .when(new Command.TimeUp(FIRST.id(), at(40), at(40)))
        .thenNothing();
  }

  @Test
  void aPauseKeepsTheTimeThatIsLeft() {
    var outcome =
        given(open())
            .when(new Command.Pause(at(22)))
            .then(new Event.QuestionPaused(Duration.ofSeconds(18), at(22)))
            .in(Phase.QUESTION_PAUSED);

    assertThat(((Session.QuestionPaused) outcome.session()).remaining())
        .isEqualTo(Duration.ofSeconds(18));
  }

  @Test
  void resumingGivesThatTimeAgain() {
    var outcome =
        given(pausedAt22())
            .when(new Command.Resume(at(1000)))
            .then(new Event.QuestionResumed(at(1018), at(1000)))
            .in(Phase.QUESTION_OPEN);

    outcome
        .when(new Command.TimeUp(FIRST.id(), at(1018), at(1018)))
        .then(new Event.QuestionRevealed(RevealCause.DEADLINE, at(1018)));
  }

  @Test
  void aPauseAtTheDeadlineIsTooLate() {
    given(open()).when(new Command.Pause(at(40))).thenNothing();
    given(open())
        .when(new Command.Pause(at(40).minusNanos(1)))
        .then(new Event.QuestionPaused(Duration.ofNanos(1), at(40).minusNanos(1)));
  }

  @Test
  void aPauseThatWasSaidBeforeTheQuestionOpenedKeepsAllOfItsTime() {
    given(open())
        .when(new Command.Pause(at(7)))
        .then(new Event.QuestionPaused(Sample.TIMER, at(7)));
  }

  @Test
  void aPauseThatWasSaidBeforeTheResumeKeepsWhatWasLeft() {
    given(pausedAt22())
        .and(new Event.QuestionResumed(at(48), at(30)))
        .when(new Command.Pause(at(25)))
        .then(new Event.QuestionPaused(Duration.ofSeconds(18), at(25)));
  }

  @Test
  void theHostRevealsEarlier() {
    given(open()).when(new Command.Reveal(at(25))).then(Sample.revealed(at(25)));
  }

  @Test
  void atTheDeadlineItIsTheDeadlineThatReveals() {
    given(open()).when(new Command.Reveal(at(40))).thenNothing();
    given(open())
        .when(new Command.Reveal(at(40).minusNanos(1)))
        .then(Sample.revealed(at(40).minusNanos(1)));
  }

  @Test
  void aHostWhoRevealsTooLateTakesNobodysAnswerAway() {
    String right = Sample.right(FIRST);
    given(open())
        .when(new Command.Reveal(at(41)))
        .thenAccepted()
        .when(Sample.answer(Sample.ANNA, right, at(39)))
        .then(Sample.answered(Sample.ANNA, right, at(39)))
        .when(new Command.TimeUp(FIRST.id(), at(40), at(42)))
        .then(new Event.QuestionRevealed(RevealCause.DEADLINE, at(42)));
  }

  @Test
  void theHostRevealsWhilePausedHoweverLongThatLasts() {
    given(pausedAt22()).when(new Command.Reveal(at(1000))).then(Sample.revealed(at(1000)));
  }

  @Test
  void nothingButPauseAndResumeMovesTheDeadline() {
    var session =
        after(
            open(),
            Sample.answered(Sample.ANNA, Sample.right(FIRST), at(15)),
            Sample.renewed(Sample.ANNA, Sample.hash("fresh"), at(16)),
            new Event.HostLeft(at(17)),
            new Event.HostReturned(at(18)));

    assertThat(((Session.QuestionOpen) session).deadline()).isEqualTo(at(40));
  }
}
