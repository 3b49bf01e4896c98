package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sees which part of the leaderboards, and how a session ends. */
@AtTable("carafe.session.leaderboard-size = 2")
class LeaderboardTest {
  private final Table table;

  LeaderboardTest(Table table) {
    this.table = table;
  }

  /** One question answered right by the first of them, and the round finished. */
  private Evening afterOneRound(int players) {
    Evening evening = Evening.open(table, players);
    Heard question = evening.player(0).hears("game:question");
    evening.player(0).answers(question, "right");
    evening.player(0).hears("game:answer_accepted");
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");
    return evening;
  }

  @Test
  void participantsGetTheTopAndTheirOwnPlaceTheHostGetsAll() {
    Evening evening = afterOneRound(4);

    Heard all = evening.move(Words.NEXT, "game:round_leaderboard");

    assertThat(all.at("rankings").findValuesAsText("rank")).containsExactly("1", "2", "2", "2");
    assertThat(all.at("rankings").findValuesAsText("score")).containsExactly("100", "0", "0", "0");
    assertThat(all.has("me")).isFalse();
    assertThat(all.number("roundIndex")).isZero();
    assertThat(all.number("totalRounds")).isEqualTo(2);
    for (int player = 0; player < 4; player++) {
      Heard own = evening.player(player).hears("game:round_leaderboard");
      assertThat(own.at("rankings")).hasSize(2);
      assertThat(own.at("me").path("score").asInt()).isEqualTo(player == 0 ? 100 : 0);
      assertThat(own.at("me").path("rank").asInt()).isEqualTo(player == 0 ? 1 : 2);
    }
  }

  @Test
  void whoHasNoSeatSeesTheTop() {
    Evening evening = afterOneRound(3);
    Guest visitor = table.guest(evening.code());
    visitor.hears("server:state_snapshot");
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH).hears("game:question");

    evening.move(Words.NEXT, "game:round_leaderboard");

    for (Guest guest : List.of(visitor, watcher)) {
      Heard board = guest.hears("game:round_leaderboard");
      assertThat(board.at("rankings")).hasSize(2);
      assertThat(board.has("me")).isFalse();
    }
  }

  @Test
  void theEndIsToldWithTheFinalLeaderboardFirst() {
    Evening evening = afterOneRound(3);
    Guest visitor = table.guest(evening.code());
    visitor.hears("server:state_snapshot");

    evening.host().says(Words.END);

    assertThat(evening.host().hearsNext("game:final_leaderboard").at("rankings")).hasSize(3);
    evening.host().hearsNext("session:ended");
    for (Guest player : evening.players()) {
      Heard own = player.hears("game:final_leaderboard");
      assertThat(own.at("rankings")).hasSize(2);
      assertThat(own.has("me")).isTrue();
      player.hearsNext("session:ended");
    }
    assertThat(visitor.hearsNext("game:final_leaderboard").has("me")).isFalse();
    visitor.hearsNext("session:ended");
    assertThat(table.guest(evening.code()).hears("server:state_snapshot").text("phase"))
        .isEqualTo("ended");
  }

  @Test
  void theHostsListHoldsTheTop() {
    Evening evening = afterOneRound(3);
    evening.move(Words.END, "session:ended");
    Guest again = table.guest(evening.code());
    Heard list = again.says(Words.rejoinHost(evening.hostId())).hears("sessions:list");
    assertThat(list.at("sessions").path(0).path("finalRankings")).hasSize(2);
  }

  @Test
  void aQuestionThatIsOpenAtTheEndIsNotScored() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).answers(evening.player(0).hears("game:question"), "right");
    evening.player(0).hears("game:answer_accepted");

    Heard end = evening.move(Words.END, "game:final_leaderboard");

    assertThat(end.at("rankings").path(0).path("score").asInt()).isZero();
  }

  @Test
  void theLastWinesLeaderboardLeadsToTheEnd() {
    Evening evening = afterOneRound(1);
    evening.move(Words.NEXT, "game:round_leaderboard");
    Heard second = evening.move(Words.NEXT, "game:question");
    assertThat(second.number("roundIndex")).isEqualTo(1);
    assertThat(second.number("questionIndex")).isZero();
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:round_leaderboard");
    evening.move(Words.NEXT, "game:final_leaderboard");
    evening.host().hearsNext("session:ended");
    evening.host().says(Words.NEXT).hearsError("WRONG_PHASE");
  }

  @Test
  void aSessionThatNeverStartedCanBeEnded() {
    Evening evening = Evening.waiting(table, 1);
    evening.move(Words.END, "session:ended");
    evening.player(0).hears("session:ended");
  }
}
