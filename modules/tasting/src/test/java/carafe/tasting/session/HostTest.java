package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Creating a session, coming back to it as its host, leading it. */
@AtTable
class HostTest {
  private final Table table;

  HostTest(Table table) {
    this.table = table;
  }

  // --- creating ---

  @Test
  void theCreatorIsAnsweredAndSeesTheSessionInTheList() {
    String code = table.freshCode();
    String hostId = table.freshHost();
    Guest host = table.guest(code);
    host.hearsNext("server:state_snapshot");

    host.says(Words.create(hostId));

    Heard created = host.hearsNext("session:created");
    assertThat(created.text("code")).isEqualTo(code);
    assertThat(created.text("hostId")).isEqualTo(hostId);
    Heard list = host.hearsNext("sessions:list");
    assertThat(list.at("sessions")).hasSize(1);
    assertThat(list.at("sessions").path(0).path("code").asText()).isEqualTo(code);
    assertThat(list.at("sessions").path(0).path("status").asText()).isEqualTo("waiting");
  }

  @Test
  void aHostWithoutAnIdGetsOne() {
    Guest host = table.guest(table.freshCode());
    String hostId = host.says(Words.create("")).hears("session:created").text("hostId");
    assertThat(hostId).matches("[A-Z0-9-]{10,64}");

    Guest again = table.guest(hostCode(host));
    again.says(Words.rejoinHost(hostId)).hears("host:state_snapshot");
  }

  private static String hostCode(Guest host) {
    return host.hears("sessions:list").at("sessions").path(0).path("code").asText();
  }

  @Test
  void repeatingItChangesNothingForTheSameHost() {
    Evening evening = Evening.waiting(table, 1);
    List<String> before = table.events(evening.code());

    Guest again = table.guest(evening.code());
    again.says(Words.create(evening.hostId())).hears("session:created");

    assertThat(table.events(evening.code())).isEqualTo(before);
    again.says(Words.START).hears("game:question");
  }

  @Test
  void repeatingItFromTheSameConnectionGivesTheSameHostIdAgain() {
    Evening evening = Evening.waiting(table, 0);
    List<String> before = table.events(evening.code());

    Heard again = evening.host().says(Words.create("")).hears("session:created");

    assertThat(again.text("hostId")).isEqualTo(evening.hostId());
    assertThat(table.events(evening.code())).isEqualTo(before);
  }

  @Test
  void itMayBeRepeatedWhileTheGameGoesOn() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    evening.host().says(Words.create(evening.hostId())).hears("session:created");
    evening.move(Words.PAUSE, "game:timer_paused");
  }

  @Test
  void anotherHostFindsTheCodeTaken() {
    Evening evening = Evening.waiting(table, 0);
    Guest other = table.guest(evening.code());
    other.says(Words.create(table.freshHost())).hearsError("SESSION_EXISTS");
    other.says(Words.START).hearsError("NOT_HOST");
  }

  @Test
  void ofTwoWhoCreateAtOnceOneGetsTheCode() {
    String code = table.freshCode();
    List<Guest> hosts = List.of(table.guest(code), table.guest(code));
    hosts.forEach(host -> host.hears("server:state_snapshot"));

    hosts.forEach(host -> host.says(Words.create(table.freshHost())));

    assertThat(hosts)
        .extracting(host -> host.hears(m -> m.has("hostId") || m.has("message")))
        .extracting(answer -> answer.has("hostId") ? answer.type() : answer.text("code"))
        .containsExactlyInAnyOrder("session:created", "SESSION_EXISTS");
    assertThat(table.events(code)).containsExactly("session-created");
  }

  // --- coming back ---

  @Test
  void beforeASessionIsCreatedNobodyIsItsHost() {
    String code = table.freshCode();
    String hostId = table.freshHost();
    Guest host = table.guest(code);
    for (int i = 0; i < 30; i++) {
      host.says(Words.rejoinHost(hostId)).hearsError("INVALID_HOST_ID");
    }
    host.says(Words.create(hostId)).hears("session:created");
  }

  @Test
  void whileWaitingTheHostSeesThePlanAndWhoIsThere() {
    Evening evening = Evening.waiting(table, 2);
    Guest again = returning(evening);

    Heard snapshot = snapshot(again, "waiting");
    assertThat(snapshot.text("code")).isEqualTo(evening.code());
    assertThat(snapshot.text("hostId")).isEqualTo(evening.hostId());
    assertThat(snapshot.texts("participants")).hasSize(2);
    assertThat(snapshot.at("question").isNull()).isTrue();
    assertThat(snapshot.at("rankings")).isEmpty();
    assertThat(snapshot.text("title")).isEqualTo("Friday");
    assertThat(snapshot.number("timerSeconds")).isEqualTo(60);
    assertThat(
            snapshot.at("wines").path(0).path("questions").path(0).path("correctAnswer").asText())
        .isEqualTo("right color");
    assertThat(snapshot.number("totalRounds")).isEqualTo(2);
    again.hearsNext("lobby:updated");
    again.hearsNext("sessions:list");
  }

  @Test
  void anOpenQuestionIsInTheSnapshotWithItsCount() {
    Evening evening = Evening.open(table, 2);
    Heard question = evening.player(0).hears("game:question");
    evening.player(0).answers(question, "right");
    evening.player(0).hears("game:answer_accepted");
    Guest again = returning(evening);

    Heard snapshot = snapshot(again, "question_open");
    assertThat(snapshot.at("question").path("questionId").asText())
        .isEqualTo(question.text("questionId"));
    assertThat(snapshot.number("answeredCount")).isEqualTo(1);
    assertThat(snapshot.number("totalCount")).isEqualTo(2);
    assertThat(snapshot.millis("deadline")).isEqualTo(question.millis("deadline"));
    assertThat(snapshot.has("correctOptionId")).isFalse();
    again.hearsNext("sessions:list");
  }

  @Test
  void everyOtherPhaseIsToldOnceMoreToTheHost() {
    Evening evening = Evening.open(table, 1);
    evening.move(Words.PAUSE, "game:timer_paused");
    Guest paused = returning(evening);
    snapshot(paused, "question_paused");
    paused.hearsNext("game:timer_paused");
    paused.hearsNext("sessions:list");
    paused.leaves(1000);

    evening.move(Words.REVEAL, "game:answer_revealed");
    Guest revealed = returning(evening);
    Heard snapshot = snapshot(revealed, "question_revealed");
    Heard result = revealed.hearsNext("game:answer_revealed");
    assertThat(result.at("results")).hasSize(1).isEqualTo(snapshot.at("results"));
    assertThat(result.text("correctOptionId")).isEqualTo(snapshot.text("correctOptionId"));
    revealed.hearsNext("sessions:list");
    revealed.leaves(1000);

    evening.move(Words.NEXT, "game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:round_leaderboard");
    Guest ranked = returning(evening);
    assertThat(snapshot(ranked, "round_leaderboard").at("rankings")).hasSize(1);
    ranked.hearsNext("game:round_leaderboard");
    ranked.hearsNext("sessions:list");
    ranked.leaves(1000);

    evening.move(Words.END, "session:ended");
    Guest ended = returning(evening);
    snapshot(ended, "ended");
    ended.hearsNext("game:final_leaderboard");
    ended.hearsNext("session:ended");
    ended.hearsNext("sessions:list");
  }

  private Guest returning(Evening evening) {
    Guest again = table.guest(evening.code());
    again.hearsNext("server:state_snapshot");
    return again.says(Words.rejoinHost(evening.hostId()));
  }

  private static Heard snapshot(Guest guest, String phase) {
    Heard snapshot = guest.hearsNext("host:state_snapshot");
    assertThat(snapshot.text("phase")).isEqualTo(phase);
    return snapshot;
  }

  @Test
  void anotherHostIdIsNotTheHosts() {
    Evening evening = Evening.waiting(table, 1);
    Guest stranger = table.guest(evening.code());
    stranger.says(Words.rejoinHost(table.freshHost())).hearsError("INVALID_HOST_ID");
    stranger.says(Words.rejoinHost("not a host id!")).hearsError("INVALID_HOST_ID");
    stranger.says(Words.START).hearsError("NOT_HOST");
  }

  @Test
  void aParticipantWhoTurnsOutToBeTheHostLeavesTheSeat() {
    Evening evening = Evening.waiting(table, 2);
    evening.player(0).says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");

    evening.player(0).says(Words.START).hears("game:question");
    evening.player(0).says(Words.answer("a", "b")).hearsError("NOT_JOINED");
  }

  // --- leading ---

  @Test
  void onlyTheHostLeads() {
    Evening evening = Evening.waiting(table, 1);
    Guest visitor = table.guest(evening.code());
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH);
    for (String move :
        List.of(Words.START, Words.PAUSE, Words.RESUME, Words.REVEAL, Words.NEXT, Words.END)) {
      visitor.says(move).hearsError("NOT_HOST");
      watcher.says(move).hearsError("NOT_HOST");
      evening.player(0).says(move).hearsError("NOT_HOST");
    }
    visitor.says(Words.update("Mine", 30)).hearsError("NOT_HOST");
    table.guest(table.freshCode()).says(Words.START).hearsError("NOT_HOST");
  }

  @Test
  void aGameNeedsSomebodyToPlayIt() {
    Evening evening = Evening.waiting(table, 0);
    evening.host().says(Words.START).hearsError("NO_PARTICIPANTS");
    table.guest(evening.code()).joins();
    evening.move(Words.START, "game:question");
  }

  @Test
  void aMoveThatThePhaseDoesNotAllowNamesBoth() {
    Evening evening = Evening.waiting(table, 1);
    assertThat(evening.host().says(Words.REVEAL).hearsError("WRONG_PHASE").text("message"))
        .contains("host:reveal", "waiting");
    evening.move(Words.START, "game:question");
    assertThat(evening.host().says(Words.NEXT).hearsError("WRONG_PHASE").text("message"))
        .contains("host:next", "question_open");
  }

  @Test
  void everyScreenOfTheHostGetsEverything() {
    Evening evening = Evening.open(table, 1);
    Guest second = returning(evening);
    second.hears("host:state_snapshot");
    Heard question = evening.player(0).hears("game:question");
    evening.player(0).answers(question, "right");

    for (Guest screen : List.of(evening.host(), second)) {
      assertThat(screen.hears("game:participant_answered").number("answeredCount")).isEqualTo(1);
    }
    second.says(Words.REVEAL);
    for (Guest screen : List.of(evening.host(), second)) {
      assertThat(screen.hears("game:answer_revealed").at("results")).hasSize(1);
    }
  }
}
