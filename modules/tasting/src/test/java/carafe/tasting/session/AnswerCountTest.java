package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often the host hears how many have answered. */
@AtTable("carafe.session.answers-interval = 1 hour")
class AnswerCountTest {
  private static final String ACCEPTED = "game:answer_accepted";
  private static final String COUNT = "game:participant_answered";

  private final Table table;

  AnswerCountTest(Table table) {
    this.table = table;
  }

  private static void answer(Evening evening, int player) {
    answer(evening, player, 0);
  }

  private static void answer(Evening evening, int player, int question) {
    Guest guest = evening.player(player);
    guest.answers(
        guest.hears("game:question", q -> q.number("questionIndex") == question), "right");
    guest.hears(ACCEPTED);
  }

  @Test
  void theFirstAnswerIsToldAtOnceAndTheRestTogether() {
    Evening evening = Evening.open(table, 3);
    answer(evening, 0);
    assertThat(evening.host().hears(COUNT).number("answeredCount")).isEqualTo(1);
    answer(evening, 1);
    assertThat(evening.host().untilQuiet()).noneMatch(m -> m.type().equals(COUNT));
  }

  @Test
  void thatEverybodyHasAnsweredIsToldAtOnce() {
    Evening evening = Evening.open(table, 3);
    for (int player = 0; player < 3; player++) {
      answer(evening, player);
    }
    Heard all = evening.host().hears(COUNT, n -> n.number("answeredCount") == 3);
    assertThat(all.number("totalCount")).isEqualTo(3);
  }

  @Test
  void whoHasLeftIsWaitedForNoLonger() {
    Evening evening = Evening.open(table, 3);
    answer(evening, 0);
    evening.player(2).leaves(1006);
    evening.player(0).leaves(1006);
    answer(evening, 1);

    Heard all = evening.host().hears(COUNT, n -> n.number("answeredCount") == 2);
    assertThat(all.number("totalCount")).as("one is gone, but has answered").isEqualTo(2);
  }

  @Test
  void theLastCountComesBeforeTheReveal() {
    Evening evening = Evening.open(table, 3);
    answer(evening, 0);
    answer(evening, 1);

    evening.host().says(Words.REVEAL);

    assertThat(evening.host().until("game:answer_revealed"))
        .filteredOn(m -> m.type().equals(COUNT))
        .last()
        .extracting(m -> m.number("answeredCount"))
        .isEqualTo(2);
  }

  @Test
  void itDoesSoForAnAnswerInTheSameMomentAsTheReveal() {
    Evening evening = Evening.open(table, 3);
    answer(evening, 0);
    evening.host().hears(COUNT);
    Heard question = evening.player(1).hears("game:question");
    table.burst(
        evening.code(),
        () -> evening.player(1).answers(question, "right"),
        () -> evening.host().says(Words.REVEAL));

    assertThat(evening.host().until("game:answer_revealed"))
        .filteredOn(m -> m.type().equals(COUNT))
        .last()
        .extracting(m -> m.number("answeredCount"))
        .isEqualTo(2);
    evening.player(1).hears(ACCEPTED);
    assertThat(evening.player(1).hears("game:answer_revealed").number("myPoints")).isEqualTo(100);
  }

  @Test
  void theNextQuestionIsCountedAnewThoughACountWasStillDue() {
    Evening evening = Evening.open(table, 3);
    answer(evening, 0);
    answer(evening, 1);
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:question");
    for (int player = 0; player < 3; player++) {
      answer(evening, player, 1);
    }
    evening.host().hears(COUNT, n -> n.number("answeredCount") == 3);
  }
}
