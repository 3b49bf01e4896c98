package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many rooms start at once, and the journal is slow: few read it at a time, and nobody else waits.
 */
@AtTable(
    """
    pekko.persistence.journal.plugin = held-journal
    held-journal.class = "carafe.tasting.session.HeldJournal"
    carafe.rooms { recoveries-max = 3, relay.room-wait = 60 s }
    """)
class RecoveriesTest {
  private static final int ROOMS = 20;

  private final Table table;

  RecoveriesTest(Table table) {
    this.table = table;
  }

  @AfterEach
  void release() {
    HeldJournal.releaseAll();
  }

  @Test
  void roomsWaitForTheirTurnAndARoomThatRunsGoesOn() {
    Evening running = Evening.open(table, 1);
    Heard question = running.player(0).hears("game:question");

    HeldJournal.hold();
    List<Guest> comers =
        IntStream.range(0, ROOMS).mapToObj(_ -> table.guest(table.freshCode())).toList();
    table.await("three read", () -> HeldJournal.held() == 3);

    String option = running.player(0).answers(question, "right");
    assertThat(running.player(0).hears("game:answer_accepted").text("optionId")).isEqualTo(option);
    running.move(Words.REVEAL, "game:answer_revealed");
    assertThat(HeldJournal.held()).isEqualTo(3);

    for (int i = 3; i < ROOMS; i++) {
      HeldJournal.releaseOne();
      table.await("the next one reads", () -> HeldJournal.held() == 3);
    }
    HeldJournal.releaseAll();
    comers.forEach(comer -> comer.hears("server:state_snapshot"));
  }

  @Test
  void anAnswerThatARelayKeptCountsThoughTheDeadlinePassedMeanwhile() {
    Evening evening = Evening.openFor(table, 1, Duration.ofSeconds(3));
    Heard question = evening.player(0).hears("game:question");
    Instant deadline = Instant.ofEpochMilli(question.millis("deadline"));
    String right = Guest.option(question, "right");

    HeldJournal.hold();
    table.move(evening.code());
    table.await("the room reads", () -> HeldJournal.held() == 1);
    table.await("its time is up", () -> Instant.now().isAfter(deadline.plusMillis(1)));
    evening
        .player(0)
        .says(Words.answer(question.text("questionId"), right), deadline.minusMillis(1));
    HeldJournal.releaseAll();

    evening.player(0).hears("game:answer_accepted");
    assertThat(evening.player(0).hears("game:answer_revealed").number("myPoints")).isEqualTo(100);
  }
}
