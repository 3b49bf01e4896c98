package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Changing the plan before the game. */
@AtTable
class UpdateTest {
  private final Table table;

  UpdateTest(Table table) {
    this.table = table;
  }

  @Test
  void theHostChangesThePlanWhileWaiting() {
    Evening evening = Evening.waiting(table, 1);

    Heard updated = evening.host().says(Words.update("Saturday", 30)).hears("host:session_updated");

    assertThat(updated.text("sessionTitle")).isEqualTo("Saturday");
    assertThat(updated.number("timerSeconds")).isEqualTo(30);
    assertThat(updated.at("wines")).hasSize(2);
    assertThat(table.events(evening.code())).endsWith("session-updated");
    assertThat(table.summary(evening.code()).text("title")).isEqualTo("Saturday");
    assertThat(evening.move(Words.START, "game:question").millis("timerMs")).isEqualTo(30_000);
  }

  @Test
  void everyScreenOfTheHostGetsIt() {
    Evening evening = Evening.waiting(table, 0);
    Guest second = table.guest(evening.code());
    second.says(Words.rejoinHost(evening.hostId())).hears("sessions:list");

    second.says(Words.update("Sunday", 20));

    for (Guest screen : List.of(evening.host(), second)) {
      assertThat(screen.hears("host:session_updated").text("sessionTitle")).isEqualTo("Sunday");
    }
  }

  @Test
  void thePlanThatIsThereAlreadyIsAnsweredAndNotStored() {
    Evening evening = Evening.waiting(table, 0);
    evening.host().says(Words.update("Saturday", 30)).hears("host:session_updated");
    List<String> before = table.events(evening.code());
    evening.host().says(Words.update("Saturday", 30)).hears("host:session_updated");
    assertThat(table.events(evening.code())).isEqualTo(before);
  }

  @Test
  void afterTheStartThePlanStands() {
    Evening evening = Evening.open(table, 1);
    evening.host().says(Words.update("Late", 30)).hearsError("WRONG_PHASE");
    assertThat(table.summary(evening.code()).text("title")).isEqualTo("Friday");
  }

  @Test
  void participantsHearNothingOfIt() {
    Evening evening = Evening.waiting(table, 1);
    evening.host().says(Words.update("Saturday", 30)).hears("host:session_updated");
    assertThat(evening.player(0).untilQuiet()).noneMatch(m -> m.has("wines"));
  }
}
