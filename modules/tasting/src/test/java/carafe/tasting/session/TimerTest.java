package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A question's clock: deadline, ticks, pause. */
@AtTable
@Isolated("measures times")
class TimerTest {
  private static final String TICK = "game:timer_tick";

  private final Table table;

  TimerTest(Table table) {
    this.table = table;
  }

  private Evening openFor(int players, long millis) {
    return Evening.openFor(table, players, Duration.ofMillis(millis));
  }

  @Test
  void theDeadlineReveals() {
    Evening evening = openFor(1, 700);
    Heard question = evening.player(0).hears("game:question");
    String right = evening.player(0).answers(question, "right");

    Heard revealed = evening.player(0).hears("game:answer_revealed");

    assertThat(Instant.now().toEpochMilli()).isGreaterThanOrEqualTo(question.millis("deadline"));
    assertThat(revealed.text("correctOptionId")).isEqualTo(right);
    assertThat(revealed.number("myPoints")).isEqualTo(100);
    evening.move(Words.NEXT, "game:question");
  }

  @Test
  void ticksFallOnWholeSecondsBeforeTheDeadlineUntilItComes() {
    Evening evening = openFor(1, 2500);
    Heard question = evening.player(0).hears("game:question");

    List<Heard> ticks =
        evening.player(0).until("game:answer_revealed").stream()
            .filter(m -> m.type().equals(TICK))
            .toList();

    assertThat(ticks).hasSize(3);
    for (int i = 0; i < 3; i++) {
      long whole = 1000L * (2 - i);
      assertThat(ticks.get(i).millis("remainingMs")).isBetween(Math.max(0, whole - 400), whole);
    }
    assertThat(ticks)
        .extracting(t -> t.millis("deadline"))
        .containsOnly(question.millis("deadline"));
  }

  @Test
  void everybodyHearsTheTicks() {
    Evening evening = openFor(1, 1300);
    Guest visitor = table.guest(evening.code());
    for (Guest guest : List.of(visitor, evening.host(), evening.player(0))) {
      guest.hears(TICK);
    }
  }

  @Test
  void aPausedClockTicksWithItsFrozenValueAndNeverReveals() {
    Evening evening = openFor(1, 1500);
    long frozen = evening.move(Words.PAUSE, "game:timer_paused").millis("remainingMs");
    assertThat(frozen).isBetween(1L, 1500L);

    for (int i = 0; i < 2; i++) {
      Heard tick = evening.player(0).hears(TICK, t -> !t.has("deadline"));
      assertThat(tick.millis("remainingMs")).isEqualTo(frozen);
    }
    assertThat(evening.player(0).unread()).noneMatch(m -> m.type().equals("game:answer_revealed"));
  }

  @Test
  void resumingGivesTheTimeThatWasLeft() {
    Evening evening = openFor(1, 900);
    long frozen = evening.move(Words.PAUSE, "game:timer_paused").millis("remainingMs");
    evening.player(0).hears("game:timer_paused");

    Heard resumed = evening.move(Words.RESUME, "game:timer_resumed");

    assertThat(resumed.millis("remainingMs")).isEqualTo(frozen);
    assertThat(resumed.millis("deadline") - Instant.now().toEpochMilli())
        .isBetween(frozen - 400, frozen + 1);
    evening.player(0).hears("game:timer_resumed");
    evening.player(0).hears("game:answer_revealed");
    assertThat(Instant.now().toEpochMilli()).isGreaterThanOrEqualTo(resumed.millis("deadline"));
  }

  @Test
  void theNextQuestionHasItsOwnClock() {
    Evening evening = openFor(1, 900);
    evening.move(Words.REVEAL, "game:answer_revealed");
    Heard second = evening.move(Words.NEXT, "game:question");
    assertThat(second.millis("deadline") - Instant.now().toEpochMilli())
        .isBetween(59_000L, 60_000L);

    Heard tick = evening.player(0).hears(TICK);

    assertThat(tick.millis("deadline")).isEqualTo(second.millis("deadline"));
    assertThat(tick.millis("remainingMs")).isGreaterThan(58_000);
  }

  @Test
  void aMoveThatWaitedForTheRoomOpensTheQuestionWithAllOfItsTime() {
    Evening evening = Evening.waiting(table, 1);
    Instant before = Instant.now();
    evening.host().says(Words.START, before.minusSeconds(70));
    Heard first = evening.host().hears("game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.host().says(Words.NEXT, before.minusSeconds(70));
    Heard second = evening.host().hears("game:question");

    assertThat(List.of(first, second))
        .allMatch(q -> q.millis("deadline") >= before.plusSeconds(60).toEpochMilli());
  }

  @Test
  void aResumeThatWaitedForTheRoomGivesAllTheTimeThatWasLeft() {
    Evening evening = Evening.open(table, 1);
    long frozen = evening.move(Words.PAUSE, "game:timer_paused").millis("remainingMs");
    Instant before = Instant.now();

    evening.host().says(Words.RESUME, before.minusSeconds(70));

    assertThat(evening.host().hears("game:timer_resumed").millis("deadline"))
        .isGreaterThanOrEqualTo(before.plusMillis(frozen).toEpochMilli());
  }

  @Test
  void aTimeThatIsUpInPauseReveals() {
    Evening evening = openFor(1, 600);
    Heard question = evening.host().hears("game:question");

    evening.host().says(Words.PAUSE, Instant.ofEpochMilli(question.millis("deadline") + 1));

    assertThat(evening.host().until("game:answer_revealed"))
        .noneMatch(m -> m.type().equals("game:timer_paused"));
  }

  @Test
  void aPauseCountsFromWhenItWasSaidThoughAMoveThatMadeNoSenseCameBefore() {
    Evening evening = Evening.open(table, 1);
    Heard question = evening.host().hears("game:question");
    Instant said = Instant.ofEpochMilli(question.millis("deadline")).minusMillis(59_999);

    evening.host().says(Words.NEXT).hearsError("WRONG_PHASE");
    evening.host().says(Words.PAUSE, said);

    assertThat(evening.host().hears("game:timer_paused").millis("remainingMs")).isEqualTo(59_999);
  }

  @Test
  void anEndAfterTheDeadlineComesAfterTheReveal() {
    Evening evening = openFor(1, 600);
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String right = Words.answer(question.text("questionId"), Guest.option(question, "right"));

    evening.host().says(Words.END, deadline.plusMillis(1));
    evening.player(0).says(right, deadline.minusMillis(1)); // it was on its way

    evening.player(0).hears("game:answer_accepted");
    hearsTheRevealAndTheEnd(evening);
  }

  @Test
  void anEndThatFindsTheDeadlinePassedRevealsByItself() {
    Evening evening = openFor(1, 1500);
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    evening.player(0).answers(question, "right");
    evening.player(0).hears("game:answer_accepted");
    table.clock.tell("untilReveal", deadline.plusSeconds(1)); // nothing to wait for

    evening.host().says(Words.END, deadline.plusMillis(1));

    hearsTheRevealAndTheEnd(evening);
    assertThat(table.events(evening.code())).endsWith("question-revealed", "session-ended");
  }

  private static void hearsTheRevealAndTheEnd(Evening evening) {
    assertThat(evening.player(0).hears("game:answer_revealed").number("myPoints")).isEqualTo(100);
    Heard end = evening.player(0).hears("game:final_leaderboard");
    assertThat(end.at("me").path("score").asInt()).isEqualTo(100);
    evening.player(0).hearsNext("session:ended");
    assertThat(evening.host().until("game:answer_revealed").getLast().at("results")).hasSize(1);
    evening.host().hears("session:ended");
  }
}
