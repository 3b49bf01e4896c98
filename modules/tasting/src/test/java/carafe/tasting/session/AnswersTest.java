package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Answering a question: what is stored, who is told, what is refused. */
@AtTable
@Isolated("stops the clock that others share")
class AnswersTest {
  private static final String ACCEPTED = "game:answer_accepted";
  private static final String COUNT = "game:participant_answered";

  private final Table table;

  AnswersTest(Table table) {
    this.table = table;
  }

  private static Heard question(Guest guest) {
    return guest.hears("game:question");
  }

  @Test
  void anAnswerIsStoredBeforeAnybodyIsToldOfIt() {
    Evening evening = Evening.open(table, 2);
    Heard question = question(evening.player(0));

    String option = evening.player(0).answers(question, "right");

    Heard accepted = evening.player(0).hears(ACCEPTED);
    assertThat(table.events(evening.code())).endsWith("answers-submitted");
    assertThat(accepted.text("questionId")).isEqualTo(question.text("questionId"));
    assertThat(accepted.text("optionId")).isEqualTo(option);
    Heard count = evening.host().hears(COUNT);
    assertThat(count.number("answeredCount")).isEqualTo(1);
    assertThat(count.number("totalCount")).isEqualTo(2);
  }

  @Test
  void anAnswerIsNobodyElsesBusiness() {
    Evening evening = Evening.open(table, 2);
    evening.player(0).answers(question(evening.player(0)), "right");
    evening.player(0).hears(ACCEPTED);
    evening.host().hears(COUNT);

    assertThat(evening.player(1).untilQuiet()).noneMatch(m -> m.type().equals(ACCEPTED));
    assertThat(evening.player(1).unread()).noneMatch(m -> m.type().equals(COUNT));
    assertThat(evening.host().unread()).noneMatch(m -> m.has("optionId"));
  }

  @Test
  void itMayChangeAndCountsOnce() {
    Evening evening = Evening.open(table, 2);
    Heard question = question(evening.player(0));
    evening.player(0).answers(question, "a");
    evening.player(0).hears(ACCEPTED);
    String second = evening.player(0).answers(question, "right");
    assertThat(evening.player(0).hears(ACCEPTED).text("optionId")).isEqualTo(second);

    evening.move(Words.REVEAL, "game:answer_revealed");
    assertThat(evening.player(0).hears("game:answer_revealed").number("myPoints")).isEqualTo(100);
  }

  @Test
  void theSameAnswerAgainIsAcknowledgedAndNotStored() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    evening.player(0).answers(question, "a");
    evening.player(0).hears(ACCEPTED);
    List<String> before = table.events(evening.code());

    String option = evening.player(0).answers(question, "a");

    assertThat(evening.player(0).hears(ACCEPTED).text("optionId")).isEqualTo(option);
    assertThat(table.events(evening.code())).isEqualTo(before);
  }

  @Test
  void anOlderAnswerThatComesLateIsAnsweredWithWhatCounts() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    Instant earlier = Instant.now();
    String newer = evening.player(0).answers(question, "right");
    evening.player(0).hears(ACCEPTED);

    String older = Guest.option(question, "a");
    evening.player(0).says(Words.answer(question.text("questionId"), older), earlier);

    assertThat(evening.player(0).hears(ACCEPTED).text("optionId")).isEqualTo(newer);
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.player(0).says(Words.answer(question.text("questionId"), older), earlier);
    assertThat(evening.player(0).hears(ACCEPTED).text("optionId")).isEqualTo(newer);
  }

  @Test
  void whoChangesAnAnswerInTheSameMomentHearsLastOfTheOneThatCounts() {
    Evening evening = Evening.open(table, 2);
    Heard question = question(evening.player(0));
    table.burst(
        evening.code(),
        () -> evening.player(0).answers(question, "b"),
        () -> evening.player(1).answers(question, "a"),
        () -> evening.player(1).answers(question, "b"));

    assertThat(evening.player(1).hears(ACCEPTED).text("optionId"))
        .isEqualTo(Guest.option(question, "a"));
    assertThat(evening.player(1).hears(ACCEPTED).text("optionId"))
        .isEqualTo(Guest.option(question, "b"));
    assertThat(evening.player(0).hears(ACCEPTED).text("optionId"))
        .isEqualTo(Guest.option(question, "b"));
  }

  @Test
  void allScreensOfAParticipantShowWhatWasSelectedOnOne() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    Guest tablet = table.guest(evening.code());
    tablet.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    String option = evening.player(0).answers(question, "b");

    assertThat(tablet.hears(ACCEPTED).text("optionId")).isEqualTo(option);
    assertThat(evening.player(0).hears(ACCEPTED).text("optionId")).isEqualTo(option);
    Heard count = evening.host().hears(COUNT);
    assertThat(count.number("answeredCount")).isEqualTo(1);
    assertThat(count.number("totalCount")).isEqualTo(1);
  }

  // --- refusals ---

  @Test
  void whatIsNotOfTheQuestionIsRefused() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    evening
        .player(0)
        .says(Words.answer("another", Guest.option(question, "a")))
        .hearsError("UNKNOWN_QUESTION");
    evening
        .player(0)
        .says(Words.answer(question.text("questionId"), "another"))
        .hearsError("UNKNOWN_OPTION");
  }

  @Test
  void whoeverHasNoSeatCannotAnswer() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "a"));
    table.guest(evening.code()).says(answer).hearsError("NOT_JOINED");
    evening.host().says(answer).hearsError("NOT_JOINED");
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH).says(answer).hearsError("NOT_JOINED");
    table.guest(table.freshCode()).says(answer).hearsError("NOT_JOINED");
  }

  @Test
  void whileTheClockIsFrozenNobodyAnswers() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    evening.move(Words.PAUSE, "game:timer_paused");
    evening.player(0).answers(question, "a");
    evening.player(0).hearsError("QUESTION_PAUSED");

    evening.move(Words.RESUME, "game:timer_resumed");
    evening.player(0).answers(question, "a");
    evening.player(0).hears(ACCEPTED);
  }

  @Test
  void anAnswerThatReachedTheServerAtTheDeadlineIsTooLate() {
    Evening evening = Evening.open(table, 1);
    Heard question = question(evening.player(0));
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String answer = Words.answer(question.text("questionId"), Guest.option(question, "a"));

    Heard late = evening.player(0).says(answer, deadline.plusMillis(1)).hearsError("WRONG_PHASE");
    assertThat(late.text("message")).contains("question_open", "that time is over");
    evening.player(0).says(answer, deadline.minusMillis(1)).hears(ACCEPTED);
  }

  @Test
  void outsideOfQuestionsThereIsNothingToAnswer() {
    Evening evening = Evening.waiting(table, 1);
    evening.player(0).says(Words.answer("q", "o")).hearsError("WRONG_PHASE");
    evening.move(Words.START, "game:question");
    Heard question = question(evening.player(0));
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.player(0).answers(question, "a");
    evening.player(0).hearsError("WRONG_PHASE");
  }

  @Test
  void anAnswerRightBehindTheOwnJoinKnowsItsSeat() {
    Evening evening = Evening.waiting(table, 0);
    Guest hasty = table.guest(evening.code());
    hasty.hears("server:state_snapshot");
    table.burst(
        evening.code(),
        () -> hasty.says(Words.JOIN),
        () -> hasty.says(Words.answer("question", "option")));

    hasty.hears("participant:joined");
    hasty.hearsError("WRONG_PHASE");
  }

  @Test
  void anAnswerCountsForTheSeatItsConnectionHadThen() {
    Evening evening = Evening.open(table, 2);
    Heard question = question(evening.player(0));
    table.burst(
        evening.code(),
        () -> evening.player(0).answers(question, "right"),
        () -> evening.player(0).says(Words.rejoin(evening.tokens().get(1))));

    evening.player(0).hears(ACCEPTED);
    Heard other = evening.player(0).hears("participant:state_snapshot");
    assertThat(other.has("selectedOptionId")).isFalse();
    evening.move(Words.REVEAL, "game:answer_revealed");
    Guest back = table.guest(evening.code());
    back.says(Words.rejoin(evening.tokens().get(0)));
    assertThat(back.hears("participant:state_snapshot").number("score")).isEqualTo(100);
  }
}
