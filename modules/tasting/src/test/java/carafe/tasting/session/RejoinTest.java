package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Coming back to a seat: by token, by connection, in every phase. */
@AtTable
@Isolated("stops the clock that others share")
class RejoinTest {
  private final Table table;

  RejoinTest(Table table) {
    this.table = table;
  }

  private Guest rejoining(Evening evening, int player) {
    Guest again = table.guest(evening.code());
    again.hearsNext("server:state_snapshot");
    return again.says(Words.rejoin(evening.tokens().get(player)));
  }

  private static Heard snapshot(Guest guest, String phase) {
    Heard snapshot = guest.hearsNext("participant:state_snapshot");
    assertThat(snapshot.text("phase")).isEqualTo(phase);
    return snapshot;
  }

  @Test
  void whileWaitingTheLobbyIsShown() {
    Evening evening = Evening.waiting(table, 2);
    Guest again = rejoining(evening, 0);

    Heard snapshot = snapshot(again, "waiting");
    assertThat(snapshot.at("question").isNull()).isTrue();
    assertThat(snapshot.number("score")).isZero();
    Heard lobby = again.hearsNext("lobby:updated");
    assertThat(lobby.texts("participants")).contains(snapshot.text("pseudonym"));
    assertThat(lobby.number("count")).isEqualTo(2);
  }

  @Test
  void anOpenQuestionIsInTheSnapshotWithWhatWasSelected() {
    Evening evening = Evening.open(table, 1);
    Heard question = evening.player(0).hears("game:question");
    String option = evening.player(0).answers(question, "a");
    evening.player(0).hears("game:answer_accepted");

    Heard snapshot = snapshot(rejoining(evening, 0), "question_open");

    assertThat(snapshot.at("question").path("questionId").asText())
        .isEqualTo(question.text("questionId"));
    assertThat(snapshot.at("question").path("options")).isEqualTo(question.at("options"));
    assertThat(snapshot.text("selectedOptionId")).isEqualTo(option);
    assertThat(snapshot.millis("deadline")).isEqualTo(question.millis("deadline"));
    assertThat(snapshot.millis("remainingMs")).isBetween(1L, 60_000L);
    assertThat(snapshot.has("correctOptionId")).isFalse();
  }

  @Test
  void aPausedQuestionIsToldWithItsFrozenClock() {
    Evening evening = Evening.open(table, 1);
    long frozen = evening.move(Words.PAUSE, "game:timer_paused").millis("remainingMs");
    Guest again = rejoining(evening, 0);

    Heard snapshot = snapshot(again, "question_paused");
    assertThat(snapshot.millis("remainingMs")).isEqualTo(frozen);
    assertThat(snapshot.has("deadline")).isFalse();
    assertThat(again.hearsNext("game:timer_paused").millis("remainingMs")).isEqualTo(frozen);
  }

  @Test
  void aRevealedQuestionIsToldWithTheOwnResult() {
    Evening evening = Evening.open(table, 1);
    Heard question = evening.player(0).hears("game:question");
    String right = evening.player(0).answers(question, "right");
    evening.player(0).hears("game:answer_accepted");
    evening.move(Words.REVEAL, "game:answer_revealed");
    Guest again = rejoining(evening, 0);

    Heard snapshot = snapshot(again, "question_revealed");
    assertThat(snapshot.text("correctOptionId")).isEqualTo(right);
    assertThat(snapshot.number("myPoints")).isEqualTo(100);
    assertThat(snapshot.number("score")).isEqualTo(100);
    Heard revealed = again.hearsNext("game:answer_revealed");
    assertThat(revealed.number("myPoints")).isEqualTo(100);
    assertThat(revealed.number("myTotalScore")).isEqualTo(100);
  }

  @Test
  void aLeaderboardIsToldWithTheOwnStanding() {
    Evening evening = Evening.open(table, 1);
    toTheLeaderboard(evening);
    Guest again = rejoining(evening, 0);

    Heard snapshot = snapshot(again, "round_leaderboard");
    assertThat(snapshot.at("question").isNull()).isTrue();
    assertThat(snapshot.at("me").path("rank").asInt()).isEqualTo(1);
    Heard board = again.hearsNext("game:round_leaderboard");
    assertThat(board.at("rankings")).isEqualTo(snapshot.at("rankings"));
    assertThat(board.at("me")).isEqualTo(snapshot.at("me"));
  }

  @Test
  void anEndedSessionShowsHowItEnded() {
    Evening evening = Evening.open(table, 1);
    evening.move(Words.END, "session:ended");
    Guest again = rejoining(evening, 0);

    Heard snapshot = snapshot(again, "ended");
    assertThat(snapshot.at("rankings")).hasSize(1);
    assertThat(again.hearsNext("game:final_leaderboard").at("me")).isEqualTo(snapshot.at("me"));
    again.hearsNext("session:ended");
  }

  private static void toTheLeaderboard(Evening evening) {
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:question");
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.move(Words.NEXT, "game:round_leaderboard");
  }

  @Test
  void aTokenOpensOneSeatOfOneSession() {
    Evening evening = Evening.waiting(table, 1);
    Evening other = Evening.waiting(table, 1);
    Guest stranger = table.guest(evening.code());
    stranger.says(Words.rejoin(other.tokens().get(0))).hearsError("INVALID_TOKEN");
    stranger.says(Words.rejoin("made-up")).hearsError("INVALID_TOKEN");
    table
        .guest(table.freshCode())
        .says(Words.rejoin(evening.tokens().get(0)))
        .hearsError("INVALID_TOKEN");
  }

  @Test
  void theHostsOwnConnectionCannotTakeASeatByToken() {
    Evening evening = Evening.waiting(table, 1);
    evening.host().says(Words.rejoin(evening.tokens().get(0))).hearsError("BAD_MESSAGE");
    evening.move(Words.START, "game:question");
  }

  // --- joining again ---

  @Test
  void joiningAgainFromTheSameConnectionIdGivesTheSameSeat() {
    Evening evening = Evening.waiting(table, 0);
    String id = table.freshId();
    Heard first = table.guest(evening.code(), id).says(Words.JOIN).hears("participant:joined");

    Guest again = table.guest(evening.code(), id);
    Heard second = again.says(Words.JOIN).hears("participant:joined");

    assertThat(second.text("pseudonym")).isEqualTo(first.text("pseudonym"));
    assertThat(second.text("rejoinToken")).isNotEqualTo(first.text("rejoinToken"));
    again.hearsNext("participant:state_snapshot");
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(1);
  }

  @Test
  void theLastFourTokensOfASeatAreValid() {
    Evening evening = Evening.waiting(table, 0);
    Guest guest = table.guest(evening.code());
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tokens.add(guest.joins());
    }

    Guest again = table.guest(evening.code());
    again.says(Words.rejoin(tokens.get(0))).hearsError("INVALID_TOKEN");
    for (String valid : tokens.subList(1, 5)) {
      again.says(Words.rejoin(valid)).hears("participant:state_snapshot");
    }
  }

  @Test
  void whoHasASeatMayJoinAgainInAnyPhase() {
    Evening evening = Evening.waiting(table, 0);
    String id = table.freshId();
    table.guest(evening.code(), id).joins();
    evening.move(Words.START, "game:question");

    Guest playing = table.guest(evening.code(), id);
    playing.says(Words.JOIN).hears("participant:joined");
    assertThat(snapshot(playing, "question_open").at("question").isNull()).isFalse();

    evening.move(Words.END, "session:ended");
    Guest ended = table.guest(evening.code(), id);
    ended.says(Words.JOIN).hears("participant:joined");
    snapshot(ended, "ended");
  }

  // --- a join that was queued before the rejoin ---

  @Test
  void rejoiningGivesUpTheSeatThatTheConnectionHadJustTaken() {
    Evening evening = Evening.waiting(table, 1);
    Guest again = table.guest(evening.code());
    String queued = again.joins();
    evening.host().hears("lobby:updated", l -> l.number("count") == 2);

    again.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    evening.host().hears("lobby:updated", l -> l.number("count") == 1);
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(1);
    againOpensTheKeptSeat(evening, queued);
  }

  @Test
  void itDoesSoWhenBothComeAtOnce() {
    Evening evening = Evening.waiting(table, 1);
    Guest again = table.guest(evening.code());
    again.hears("server:state_snapshot");
    table.burst(
        evening.code(),
        () -> again.says(Words.JOIN),
        () -> again.says(Words.rejoin(evening.tokens().get(0))));

    String queued = again.hears("participant:joined").text("rejoinToken");
    again.hears("participant:state_snapshot");
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(1);
    evening.host().hears("lobby:updated", l -> l.number("count") == 1);
    againOpensTheKeptSeat(evening, queued);
  }

  /** The client kept the token that came last: it must not be locked out by it. */
  private void againOpensTheKeptSeat(Evening evening, String queued) {
    Heard kept = rejoining(evening, 0).hears("participant:state_snapshot");
    Heard byQueued =
        table.guest(evening.code()).says(Words.rejoin(queued)).hears("participant:state_snapshot");
    assertThat(byQueued.text("pseudonym")).isEqualTo(kept.text("pseudonym"));
  }

  @Test
  void aSeatWhereSomebodyElseSitsIsNotGivenUp() {
    Evening evening = Evening.waiting(table, 1);
    Guest tab = table.guest(evening.code());
    String token = tab.joins();
    Guest otherTab = table.guest(evening.code());
    otherTab.says(Words.rejoin(token)).hears("participant:state_snapshot");

    tab.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(2);
  }

  @Test
  void aSeatThatWasComeBackToIsNotGivenUp() {
    Evening evening = Evening.waiting(table, 2);
    Guest guest = rejoining(evening, 0);
    guest.hears("participant:state_snapshot");

    evening.player(0).leaves(1000);
    guest.says(Words.rejoin(evening.tokens().get(1))).hears("participant:state_snapshot");

    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(2);
  }

  @Test
  void afterTheStartEverySeatPlays() {
    Evening evening = Evening.waiting(table, 1);
    Guest guest = table.guest(evening.code());
    guest.joins();
    evening.move(Words.START, "game:question");

    guest.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(2);
  }
}
