package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sessions that are to lapse later than any timer can be set for are led like all others. */
@AtTable(
    "carafe.session { waiting-max = 3650 days, host-idle = 3650 days, host-grace = 3650 days }")
class FarLapseTest {
  private final Table table;

  FarLapseTest(Table table) {
    this.table = table;
  }

  @Test
  void theyAreCreatedStartedAndLed() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");

    table.move(evening.code());

    assertThat(evening.host().hears("host:state_snapshot").text("phase"))
        .isEqualTo("question_revealed");
  }
}
