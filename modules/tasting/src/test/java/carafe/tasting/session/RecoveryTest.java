package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room stops and comes back, as it does when it moves: everybody goes on where they were. */
@AtTable(
    "carafe.session { lobby-interval = 1 ms, leave-after-drop = 700 ms, reveal-patience = 400 ms }")
class RecoveryTest {
  private final Table table;

  RecoveryTest(Table table) {
    this.table = table;
  }

  private Evening openFor(int players, long millis) {
    return Evening.openFor(table, players, Duration.ofMillis(millis));
  }

  @Test
  void everybodySeesWhereTheSessionStands() {
    Evening evening = Evening.open(table, 1);
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH).hears("game:timer_tick");
    Guest visitor = table.guest(evening.code());
    visitor.hears("server:state_snapshot");
    Heard question = evening.player(0).hears("game:question");
    String option = evening.player(0).answers(question, "b");
    evening.player(0).hears("game:answer_accepted");

    table.move(evening.code());

    Heard own = evening.player(0).hears("participant:state_snapshot");
    assertThat(own.text("selectedOptionId")).isEqualTo(option);
    assertThat(own.millis("deadline")).isEqualTo(question.millis("deadline"));
    Heard all = evening.host().hears("host:state_snapshot");
    assertThat(all.number("answeredCount")).isEqualTo(1);
    assertThat(all.number("connectedCount")).isEqualTo(1);
    assertThat(watcher.hears("game:question").at("options")).isEqualTo(question.at("options"));
    assertThat(visitor.hears("server:state_snapshot").text("phase")).isEqualTo("question_open");
  }

  @Test
  void everybodyHasTheRoleThatTheyHad() {
    Evening evening = Evening.open(table, 1);
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH).hears("game:timer_tick");

    table.move(evening.code());

    evening.player(0).hears("participant:state_snapshot");
    evening.player(0).answers(watcher.hears("game:question"), "right");
    evening.player(0).hears("game:answer_accepted");
    assertThat(watcher.hears("game:participant_answered").number("totalCount")).isEqualTo(1);
    evening.move(Words.REVEAL, "game:answer_revealed");
    assertThat(evening.player(0).hears("game:answer_revealed").number("myPoints")).isEqualTo(100);
    assertThat(watcher.hears("game:answer_revealed").has("myPoints")).isFalse();
  }

  @Test
  void theDeadlineHoldsAndReveals() {
    Evening evening = openFor(1, 1200);
    Heard question = evening.player(0).hears("game:question");
    table.move(evening.code());
    assertThat(evening.player(0).hears("participant:state_snapshot").millis("deadline"))
        .isEqualTo(question.millis("deadline"));
    evening.player(0).hears("game:timer_tick");
    evening.player(0).hears("game:answer_revealed");
    assertThat(Instant.now().toEpochMilli())
        .isBetween(question.millis("deadline"), question.millis("deadline") + 1000);
  }

  @Test
  void aDeadlineThatPassedMeanwhileReveals() {
    Evening evening = openFor(1, 400);
    Heard question = evening.player(0).hears("game:question");
    evening.player(0).answers(question, "right");
    evening.player(0).hears("game:answer_accepted");
    table.failNext(evening.code()); // its own reveal

    assertThat(evening.player(0).hears("game:answer_revealed").number("myPoints")).isEqualTo(100);

    assertThat(table.events(evening.code())).endsWith("answers-submitted", "question-revealed");
  }

  @Test
  void aPauseStaysAPause() {
    Evening evening = openFor(1, 5000);
    long frozen = evening.move(Words.PAUSE, "game:timer_paused").millis("remainingMs");
    evening.player(0).hears("game:timer_paused");

    table.move(evening.code());

    assertThat(evening.player(0).hears("participant:state_snapshot").millis("remainingMs"))
        .isEqualTo(frozen);
    evening.player(0).hearsNext("game:timer_paused");
    Heard tick = evening.player(0).hears("game:timer_tick");
    assertThat(tick.millis("remainingMs")).isEqualTo(frozen);
    evening.move(Words.RESUME, "game:timer_resumed");
  }

  @Test
  void theHostsRevealComesWhenRelaysWereHeard() {
    Evening evening = Evening.open(table, 1);
    Heard question = evening.player(0).hears("game:question");
    evening.host().hears("game:question");
    table.move(evening.code());
    evening.host().hears("host:state_snapshot");

    evening.host().says(Words.REVEAL).says(Words.REVEAL);
    evening.player(0).answers(question, "right");

    evening.player(0).hears("game:answer_revealed");
    evening.host().hears("game:answer_revealed");
    assertThat(evening.host().untilQuiet()).noneMatch(m -> m.type().equals("error"));
  }

  @Test
  void scoresNamesAndOrderAreTheSame() {
    Evening evening = Evening.open(table, 2);
    evening.player(0).answers(evening.player(0).hears("game:question"), "right");
    evening.player(0).hears("game:answer_accepted");
    evening.move(Words.REVEAL, "game:answer_revealed");

    table.move(evening.code());

    Heard own = evening.player(0).hears("participant:state_snapshot");
    assertThat(own.text("pseudonym")).isEqualTo(evening.names().get(0));
    assertThat(own.number("score")).isEqualTo(100);
    assertThat(evening.player(0).hearsNext("game:answer_revealed").number("myPoints"))
        .isEqualTo(100);
    Heard all = evening.host().hears("host:state_snapshot");
    assertThat(all.texts("participants")).isEqualTo(evening.names());
    assertThat(evening.host().hearsNext("game:answer_revealed").at("results")).hasSize(2);
    Heard next = evening.move(Words.NEXT, "game:question");
    assertThat(next.number("questionIndex")).isEqualTo(1);
  }

  @Test
  void snapshotsOfTheStateLeadToTheSameAsEvents() {
    Evening evening = Evening.waiting(table, 0);
    Guest player = table.guest(evening.code());
    for (int i = 0; i < 250; i++) { // a snapshot is made every 100 events
      player.joins();
    }
    String token = player.joins();
    table.move(evening.code());
    player.hears("participant:state_snapshot");
    table.guest(evening.code()).says(Words.rejoin(token)).hears("participant:state_snapshot");
  }

  @Test
  void afterwardsAllCountAsPresentForAWhile() {
    Evening evening = Evening.waiting(table, 3);
    evening.player(0).leaves(1006);
    evening.player(1).leaves(1006);
    Instant start = Instant.now();
    table.move(evening.code());

    Heard lobby = evening.player(2).hears("lobby:updated", l -> start.isBefore(Instant.now()));
    assertThat(lobby.number("count")).isEqualTo(3);
    evening.player(2).hears("lobby:updated", l -> l.number("count") == 1);
    assertThat(Instant.now()).isAfterOrEqualTo(start.plusMillis(700));
  }

  @Test
  void aJoinWhoseAnswerWasLostIsAnsweredByTheNextIncarnation() {
    Evening evening = Evening.waiting(table, 0);
    Guest player = table.guest(evening.code());
    player.hears("server:state_snapshot");
    table.failNext(evening.code());

    String token = player.says(Words.JOIN).hears("participant:joined").text("rejoinToken");

    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(1);
    table.guest(evening.code()).says(Words.rejoin(token)).hears("participant:state_snapshot");
  }

  @Test
  void anEndedSessionStaysReadable() {
    Evening evening = Evening.open(table, 1);
    evening.move(Words.END, "session:ended");
    table.move(evening.code());
    for (String type :
        List.of("participant:state_snapshot", "game:final_leaderboard", "session:ended")) {
      evening.player(0).hears(type);
    }
    assertThat(table.summary(evening.code()).text("phase")).isEqualTo("ended");
  }
}
