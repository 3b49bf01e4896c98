package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The time of a question is up while its room is away, and phones had answered before. */
@AtTable("carafe.session.reveal-patience = 1 minute")
class OverdueTest {
  private final Table table;

  OverdueTest(Table table) {
    this.table = table;
  }

  /** The room of such a question is back for a while; no relay has come yet. */
  private String back(Evening evening) {
    String code = table.copy(evening.code());
    table.wake(code);
    assertThat(table.status(code)).isEqualTo(200);
    table.letTimersFire();
    return code;
  }

  /** What somebody says again to the room that is back. */
  private Guest returning(Evening evening, int player, String code) {
    Guest again = table.guest(code);
    again.says(Words.rejoin(evening.tokens().get(player))).hears("participant:state_snapshot");
    return again;
  }

  @Test
  void anAnswerThatCameInTimeIsTakenWhenARelaySaysItAgain() {
    Evening evening = Evening.openFor(table, 1, Duration.ZERO);
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String option = Guest.option(question, "right");
    String answer = Words.answer(question.text("questionId"), option);
    String code = back(evening);

    Guest again = returning(evening, 0, code);
    again.says(answer, deadline.minusMillis(1));

    assertThat(again.hears("game:answer_accepted").text("optionId")).isEqualTo(option);
    assertThat(table.events(code)).endsWith("question-opened", "answers-submitted");
  }

  @Test
  void anAnswerThatCameAtTheDeadlineIsRefused() {
    Evening evening = Evening.openFor(table, 1, Duration.ZERO);
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "right"));
    String code = back(evening);

    returning(evening, 0, code).says(answer, deadline.plusMillis(1)).hearsError("WRONG_PHASE");

    assertThat(table.events(code)).endsWith("question-opened");
  }

  @Test
  void aHostWhoIsFirstToComeBackRevealsNothingBeforeTheOthersWereHeard() {
    Evening evening = Evening.openFor(table, 1, Duration.ZERO);
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "right"));
    String code = back(evening);

    Guest host = table.guest(code);
    host.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    Instant tooLate = deadline.plusMillis(1);
    host.says(Words.PAUSE, tooLate).says(Words.REVEAL, tooLate);
    assertThat(host.untilQuiet()).noneMatch(m -> m.type().equals("error"));

    Guest again = returning(evening, 0, code);
    again.says(answer, deadline.minusMillis(1)).hears("game:answer_accepted");
  }

  @Test
  void aHostWhoIsFirstToComeBackEndsNothingBeforeTheOthersWereHeard() {
    Evening evening = Evening.openFor(table, 1, Duration.ZERO);
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "right"));
    String code = back(evening);

    Guest host = table.guest(code);
    host.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    host.says(Words.END, deadline.plusMillis(1));
    assertThat(host.untilQuiet()).noneMatch(m -> m.type().equals("session:ended"));

    Guest again = returning(evening, 0, code);
    again.says(answer, deadline.minusMillis(1)).hears("game:answer_accepted");
  }

  @Test
  void aHostWhoIsFirstToComeBackInTimeRevealsNothingBeforeTheOthersWereHeard() {
    Evening evening = Evening.open(table, 1);
    Heard question = evening.player(0).hears("game:question");
    Instant before = Instant.now();
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "right"));
    String code = back(evening);

    Guest host = table.guest(code);
    host.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    host.says(Words.REVEAL);
    assertThat(host.untilQuiet())
        .noneMatch(m -> m.type().equals("game:answer_revealed") || m.type().equals("error"));

    Guest again = returning(evening, 0, code);
    again.says(answer, before).hears("game:answer_accepted");
  }

  @Test
  void aHostWhoIsFirstToComeBackPausesAtOnce() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    String code = back(evening);

    Guest host = table.guest(code);
    host.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    host.says(Words.PAUSE).hears("game:timer_paused");
  }

  @Test
  void aQuestionThatWasOpenedSinceIsRevealedAtOnce() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");
    String code = back(evening);

    Guest host = table.guest(code);
    host.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    host.says(Words.NEXT).hears("game:question");
    host.says(Words.REVEAL).hears("game:answer_revealed");
  }
}
