package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One code plays many sessions, one after the other. */
@AtTable
@Isolated("stops the clock that others share")
class SecondSessionTest {
  private final Table table;

  SecondSessionTest(Table table) {
    this.table = table;
  }

  private Evening ended(int players) {
    Evening evening = Evening.open(table, players);
    evening.move(Words.END, "session:ended");
    evening.players().forEach(player -> player.hears("session:ended"));
    return evening;
  }

  @Test
  void theSameHostStartsAnewAtOnce() {
    Evening evening = ended(1);

    Heard list = evening.host().says(Words.create(evening.hostId())).hears("sessions:list");

    assertThat(list.at("sessions").findValuesAsText("status")).containsExactly("waiting", "ended");
    assertThat(list.at("sessions").findValuesAsText("code"))
        .containsExactly(evening.code(), evening.code());
    assertThat(table.events(evening.code())).filteredOn("session-created"::equals).hasSize(2);
  }

  @Test
  void anotherHostHasToWait() {
    Evening evening = ended(1);
    table.guest(evening.code()).says(Words.create(table.freshHost())).hearsError("SESSION_EXISTS");
  }

  @Test
  void everybodySeesItAndNobodyHasARoleInIt() {
    Evening evening = ended(2);
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH).hears("session:ended");
    Guest otherScreen = table.guest(evening.code());
    otherScreen.says(Words.rejoinHost(evening.hostId())).hears("sessions:list");

    evening.host().says(Words.create(evening.hostId())).hears("session:created");

    for (Guest guest : List.of(evening.player(0), evening.player(1), watcher, otherScreen)) {
      Heard anew = guest.hears("server:state_snapshot");
      assertThat(anew.text("phase")).isEqualTo("waiting");
    }
    evening.player(0).says(Words.answer("q", "o")).hearsError("NOT_JOINED");
    otherScreen.says(Words.START).hearsError("NOT_HOST");
    evening.host().says(Words.START).hearsError("NO_PARTICIPANTS");
    evening.player(1).says(Words.rejoin(evening.tokens().get(1))).hearsError("INVALID_TOKEN");
    evening.player(1).joins();
    evening.move(Words.START, "game:question");
    evening.player(1).hears("game:question");
    assertThat(watcher.untilQuiet()).noneMatch(m -> m.type().equals("game:participant_answered"));
  }

  @Test
  void theLobbyIsEmptyAgain() {
    Evening evening = ended(2);
    Guest visitor = table.guest(evening.code());
    visitor.hears("server:state_snapshot");
    evening.host().says(Words.create(evening.hostId())).hears("session:created");
    assertThat(visitor.hears("lobby:updated").number("count")).isZero();
    table.guest(evening.code()).joins();
    assertThat(visitor.hears("lobby:updated").number("count")).isEqualTo(1);
  }

  @Test
  void keptRolesOfTheFormerSessionAreWorthNothing() {
    Evening evening = ended(1);
    evening.host().says(Words.create(evening.hostId())).hears("session:created");
    evening.player(0).hears("server:state_snapshot");

    table.move(evening.code());

    evening.player(0).hears("server:state_snapshot");
    evening.player(0).says(Words.answer("q", "o")).hearsError("NOT_JOINED");
    evening.host().hears("host:state_snapshot");
  }

  @Test
  void theSecondGameIsPlayedLikeTheFirst() {
    Evening evening = ended(1);
    evening.host().says(Words.create(evening.hostId())).hears("session:created");
    evening.player(0).hears("server:state_snapshot");
    evening.player(0).joins();
    evening.move(Words.START, "game:question");
    evening.player(0).answers(evening.player(0).hears("game:question"), "right");
    assertThat(evening.host().hears("game:participant_answered").number("answeredCount"))
        .isEqualTo(1);
    evening.move(Words.REVEAL, "game:answer_revealed");
    assertThat(evening.player(0).hears("game:answer_revealed").number("myTotalScore"))
        .isEqualTo(100);
  }

  @Test
  void theIndexHasHeardHowTheFirstOneEndedBeforeTheSecondIsCreated() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    table.burst(
        evening.code(),
        () -> evening.host().says(Words.END),
        () -> evening.host().says(Words.create(evening.hostId())));

    Heard list = evening.host().hears("sessions:list");
    assertThat(list.at("sessions").findValuesAsText("status")).containsExactly("waiting", "ended");
    assertThat(list.at("sessions").path(1).path("finalRankings")).hasSize(1);
  }
}
