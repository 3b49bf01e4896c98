package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A big screen: sees what participants see, is nobody. */
@AtTable
class WatchTest {
  private final Table table;

  WatchTest(Table table) {
    this.table = table;
  }

  private Guest watcher(String code) {
    Guest watcher = table.guest(code);
    watcher.hearsNext("server:state_snapshot");
    return watcher.says(Words.WATCH);
  }

  @Test
  void itSeesTheLobbyAndIsNotInIt() {
    Evening evening = Evening.waiting(table, 1);
    Guest watcher = watcher(evening.code());
    assertThat(watcher.hearsNext("lobby:updated").number("count")).isEqualTo(1);
    table.guest(evening.code()).joins();
    assertThat(watcher.hears("lobby:updated").number("count")).isEqualTo(2);
  }

  @Test
  void itSeesTheGameWithoutPersonalFields() {
    Evening evening = Evening.waiting(table, 2);
    Guest watcher = watcher(evening.code());
    evening.host().says(Words.START);
    watcher.hears("game:started");
    Heard question = watcher.hearsNext("game:question");
    evening.player(0).answers(question, "right");

    Heard count = watcher.hears("game:participant_answered");
    assertThat(count.number("answeredCount")).isEqualTo(1);
    assertThat(count.number("totalCount")).as("the screen is not counted").isEqualTo(2);

    evening.move(Words.REVEAL, "game:answer_revealed");
    Heard revealed = watcher.hears("game:answer_revealed");
    assertThat(revealed.has("correctOptionId")).isTrue();
    assertThat(revealed.has("myPoints") || revealed.has("results")).isFalse();
    evening.move(Words.END, "session:ended");
    assertThat(watcher.hears("game:final_leaderboard").has("me")).isFalse();
    watcher.hears("session:ended");
  }

  @Test
  void comingInTheMiddleItSeesWhereTheGameStands() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).answers(evening.player(0).hears("game:question"), "a");
    evening.player(0).hears("game:answer_accepted");
    Guest open = watcher(evening.code());
    open.hearsNext("game:question");
    assertThat(open.hearsNext("game:participant_answered").number("answeredCount")).isEqualTo(1);
    open.hearsNext("game:timer_tick");

    evening.move(Words.PAUSE, "game:timer_paused");
    Guest paused = watcher(evening.code());
    assertThat(paused.hearsNext("game:question").has("deadline")).isFalse();
    paused.hearsNext("game:timer_paused");

    evening.move(Words.REVEAL, "game:answer_revealed");
    Guest revealed = watcher(evening.code());
    revealed.hearsNext("game:question");
    assertThat(revealed.hearsNext("game:answer_revealed").has("correctOptionId")).isTrue();

    evening.move(Words.END, "session:ended");
    Guest ended = watcher(evening.code());
    ended.hearsNext("game:final_leaderboard");
    ended.hearsNext("session:ended");
  }

  @Test
  void aParticipantWhoWatchesLeavesTheSeat() {
    Evening evening = Evening.waiting(table, 2);
    evening.player(0).says(Words.WATCH);
    evening.move(Words.START, "game:question");
    evening.player(0).says(Words.answer("q", "o")).hearsError("NOT_JOINED");
    Guest again = table.guest(evening.code());
    again.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");
  }

  @Test
  void aScreenThatWasThereBeforeTheSessionGoesOnWatching() {
    String code = table.freshCode();
    Guest watcher = watcher(code);
    assertThat(watcher.hearsNext("lobby:updated").number("count")).isZero();
    table.guest(code).says(Words.create(table.freshHost())).hears("session:created");
    assertThat(watcher.hearsNext("server:state_snapshot").at("exists").asBoolean()).isTrue();

    table.move(code); // the role is kept with the connection
    watcher.hears("lobby:updated");
    table.guest(code).joins();
    assertThat(watcher.hears("lobby:updated").number("count")).isEqualTo(1);
  }
}
