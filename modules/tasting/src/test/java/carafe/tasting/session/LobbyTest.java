package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Coming to a room, taking a seat, and who is told of it. */
@AtTable
class LobbyTest {
  private final Table table;

  LobbyTest(Table table) {
    this.table = table;
  }

  @Test
  void whoConnectsHearsTheStateBeforeAnythingElse() {
    String code = table.freshCode();
    Heard empty = table.guest(code).hearsNext("server:state_snapshot");
    assertThat(empty.text("phase")).isEqualTo("waiting");
    assertThat(empty.text("code")).isEqualTo(code);
    assertThat(empty.at("exists").asBoolean()).isFalse();

    table.guest(code).says(Words.create(table.freshHost())).hears("session:created");

    Heard created = table.guest(code).hearsNext("server:state_snapshot");
    assertThat(created.at("exists").asBoolean()).isTrue();
  }

  @Test
  void whoWaitsForASessionHearsOfItsCreation() {
    String code = table.freshCode();
    Guest visitor = table.guest(code);
    visitor.hearsNext("server:state_snapshot");

    table.guest(code).says(Words.create(table.freshHost())).hears("session:created");

    assertThat(visitor.hearsNext("server:state_snapshot").at("exists").asBoolean()).isTrue();
  }

  @Test
  void creatingTellsNobodyOfALobbyThatNobodyEntered() {
    String code = table.freshCode();
    Guest host = table.guest(code);
    Guest visitor = table.guest(code);
    host.hearsNext("server:state_snapshot");

    host.says(Words.create(table.freshHost()));

    host.hearsNext("session:created");
    host.hearsNext("sessions:list");
    assertThat(host.untilQuiet()).isEmpty();
    assertThat(visitor.untilQuiet()).extracting(Heard::type).containsOnly("server:state_snapshot");
  }

  @Test
  void everybodyHearsWhoIsInTheLobbyInOrderOfJoining() {
    Evening evening = Evening.waiting(table, 0);
    Guest visitor = table.guest(evening.code());
    Guest first = table.guest(evening.code());
    String firstName = first.says(Words.JOIN).hears("participant:joined").text("pseudonym");
    Guest second = table.guest(evening.code());
    String secondName = second.says(Words.JOIN).hears("participant:joined").text("pseudonym");

    for (Guest guest : List.of(evening.host(), visitor, first, second)) {
      Heard lobby = guest.hears("lobby:updated", l -> l.number("count") == 2);
      assertThat(lobby.texts("participants")).containsExactly(firstName, secondName);
    }
  }

  @Test
  void theAnswerToAJoinIsPersonal() {
    Evening evening = Evening.waiting(table, 1);
    Guest second = table.guest(evening.code());
    String token = second.joins();

    assertThat(token).hasSizeGreaterThanOrEqualTo(22).isNotEqualTo(evening.tokens().get(0));
    assertThat(evening.host().untilQuiet()).noneMatch(m -> m.has("rejoinToken"));
    assertThat(evening.player(0).untilQuiet()).noneMatch(m -> m.has("rejoinToken"));
  }

  @Test
  void aJoinMayNameTheRoomsCodeOrNone() {
    Evening evening = Evening.waiting(table, 0);
    for (String join : List.of(Words.JOIN, Words.join(""), Words.join(evening.code()))) {
      table.guest(evening.code()).says(join).hears("participant:joined");
    }
    table.guest(evening.code()).says(Words.join("999999")).hearsError("SESSION_NOT_FOUND");
  }

  @Test
  void nobodyJoinsWhereThereIsNoSession() {
    table.guest(table.freshCode()).says(Words.JOIN).hearsError("SESSION_NOT_FOUND");
  }

  @Test
  void nobodyJoinsAStartedGameOrAnEndedSession() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    table.guest(evening.code()).says(Words.JOIN).hearsError("GAME_STARTED");

    evening.move(Words.END, "session:ended");
    table.guest(evening.code()).says(Words.JOIN).hearsError("SESSION_ENDED");
  }

  @Test
  void theHostsOwnConnectionCannotJoinButAnotherOneCan() {
    Evening evening = Evening.waiting(table, 0);
    evening.host().says(Words.JOIN).hearsError("BAD_MESSAGE");
    table.guest(evening.code()).joins();
  }

  @Test
  void theSummaryCountsSeats() {
    Evening evening = Evening.waiting(table, 2);
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(2);
    assertThat(table.summary(evening.code()).text("phase")).isEqualTo("waiting");
    assertThat(table.status(table.freshCode())).isEqualTo(404);
  }
}
