package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often the lobby is told, and how long the list gets. */
@AtTable("carafe.session { lobby-names = 3, lobby-interval = 1 hour }")
class LobbyListTest {
  private final Table table;

  LobbyListTest(Table table) {
    this.table = table;
  }

  @Test
  void theFirstChangeIsToldAtOnceAndTheRestTogether() {
    Evening evening = Evening.waiting(table, 4);
    Heard first = evening.host().hears("lobby:updated");
    assertThat(first.number("count")).isEqualTo(1);

    assertThat(evening.host().untilQuiet()).noneMatch(m -> m.type().equals("lobby:updated"));
  }

  @Test
  void theLastListComesBeforeTheGameAndTellsTheTrueNumber() {
    Evening evening = Evening.waiting(table, 4);
    evening.host().hears("lobby:updated");

    evening.host().says(Words.START);

    Heard last = evening.player(0).hears("lobby:updated", l -> l.number("count") == 4);
    assertThat(last.texts("participants")).hasSize(3);
    evening.player(0).hearsNext("game:started");
    evening.player(0).hearsNext("game:question");
  }

  @Test
  void whoJoinsInTheSameMomentAsTheStartIsOnTheLastList() {
    Evening evening = Evening.waiting(table, 1);
    evening.host().hears("lobby:updated");
    Guest late = table.guest(evening.code());
    late.hears("server:state_snapshot");
    table.burst(
        evening.code(), () -> late.says(Words.JOIN), () -> evening.host().says(Words.START));

    assertThat(evening.player(0).hears("lobby:updated", l -> l.number("count") == 2)).isNotNull();
    evening.player(0).hearsNext("game:started");
    late.hears("participant:joined");
    late.hears("game:question");
  }
}
