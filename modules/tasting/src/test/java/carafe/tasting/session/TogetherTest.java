package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What one step of the host tells all, everybody gets in one go. */
@AtTable
class TogetherTest {
  private final Table table;

  TogetherTest(Table table) {
    this.table = table;
  }

  @Test
  void theStartAndTheFirstQuestionAreOne() {
    Evening evening = Evening.waiting(table, 2);

    evening.move(Words.START, "game:question");

    for (int player = 0; player < 2; player++) {
      Guest guest = evening.player(player);
      guest.hears("game:started");
      guest.hearsNext("game:question");
      assertThat(guest.together())
          .singleElement(InstanceOfAssertFactories.list(String.class))
          .as("after the lobby's last list, if that was due")
          .endsWith("game:started", "game:question");
    }
  }

  /** What only some are told stands where it was said: before the end that all are told. */
  @Test
  void theEndComesAfterTheLeaderboard() {
    Evening evening = Evening.open(table, 1);

    evening.move(Words.END, "session:ended");

    List<Heard> heard = evening.player(0).until("session:ended");
    assertThat(heard.get(heard.size() - 2).type()).isEqualTo("game:final_leaderboard");
  }
}
