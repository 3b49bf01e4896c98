package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A whole tasting, as host and participants live through it. */
@AtTable
class WholeGameTest {
  private final Table table;

  WholeGameTest(Table table) {
    this.table = table;
  }

  @Test
  void everybodyPlaysToTheEnd() {
    Evening evening = Evening.open(table, 3);
    Guest host = evening.host();
    for (int wine = 0; wine < 2; wine++) {
      for (int question = 0; question < 2; question++) {
        Heard asked = host.hears("game:question");
        assertThat(asked.number("roundIndex")).isEqualTo(wine);
        assertThat(asked.number("questionIndex")).isEqualTo(question);
        evening.player(0).answers(asked, "right");
        host.hears("game:participant_answered", n -> n.number("answeredCount") == 1);
        host.says(Words.REVEAL);
        assertThat(evening.allHear("game:answer_revealed"))
            .extracting(mine -> mine.number("myPoints"))
            .containsExactly(100, 0, 0);
        assertThat(host.hears("game:answer_revealed").at("results")).hasSize(3);
        host.says(Words.NEXT);
      }
      Heard board = evening.player(1).hears("game:round_leaderboard");
      assertThat(board.at("rankings").path(0).path("score").asInt()).isEqualTo(200 * (wine + 1));
      assertThat(board.at("me").path("rank").asInt()).isEqualTo(2);
      host.says(Words.NEXT);
    }
    evening.allHear("game:final_leaderboard");
    evening.allHear("session:ended");
    host.hears("session:ended");
  }
}
