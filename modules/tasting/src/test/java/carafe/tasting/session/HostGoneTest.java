package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Games that nobody leads any more end by themselves, after a while. */
@AtTable("carafe.session { host-grace = 900 ms, leave-after-drop = 300 ms, reveal-patience = 4 s }")
@Isolated("measures times")
class HostGoneTest {
  private final Table table;

  HostGoneTest(Table table) {
    this.table = table;
  }

  private void awaitEvent(Evening evening, String event) {
    table.await(event, () -> table.events(evening.code()).contains(event));
  }

  @Test
  void aGameWhoseHostStaysAwayEnds() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    Instant left = Instant.now();
    evening.host().leaves(1000);
    awaitEvent(evening, "host-left");

    evening.player(0).hears("game:final_leaderboard");
    evening.player(0).hears("session:ended");
    assertThat(Duration.between(left, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(900));
  }

  @Test
  void aHostWhoComesBackInTimeGoesOn() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    evening.host().leaves(1006);
    awaitEvent(evening, "host-left");

    Guest back = table.guest(evening.code());
    back.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");

    assertThat(table.events(evening.code())).endsWith("host-left", "host-returned");
    Evening other = Evening.open(table, 1); // whose grace ends later
    other.host().hears("game:question");
    other.host().leaves(1006);
    other.player(0).hears("session:ended");
    back.says(Words.REVEAL).hears("game:answer_revealed");
  }

  @Test
  void aHostWithAnotherScreenHasNotLeft() {
    Evening evening = Evening.open(table, 1);
    Guest second = table.guest(evening.code());
    second.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    evening.host().leaves(1000);
    second.says(Words.REVEAL).hears("game:answer_revealed");
    assertThat(table.events(evening.code())).doesNotContain("host-left");
  }

  @Test
  void aHostWhoOnlyWatchesLeadsNoLonger() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    evening.host().says(Words.WATCH).hears("game:question");
    awaitEvent(evening, "host-left");
  }

  @Test
  void whileWaitingAHostMayComeAndGo() {
    Evening evening = Evening.waiting(table, 1);
    evening.host().leaves(1000);
    Guest back = table.guest(evening.code());
    back.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    back.says(Words.START).hears("game:question");
    assertThat(table.events(evening.code())).doesNotContain("host-left", "host-returned");
  }

  @Test
  void aHostWhoReturnsWithTheRoomWasNeverGone() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    table.move(evening.code());
    evening.host().hears("host:state_snapshot");

    Evening other = Evening.open(table, 1);
    other.host().hears("game:question");
    other.host().leaves(1006);
    other.player(0).hears("session:ended"); // more than 20 s later, so to say

    evening.host().says(Words.REVEAL).hears("game:answer_revealed");
    assertThat(table.events(evening.code())).doesNotContain("host-left");
  }

  @Test
  void aHostWhoDoesNotReturnWithTheRoomIsGoneSinceThen() {
    Evening evening = Evening.open(table, 0 + 1);
    evening.host().hears("game:question");
    String code = table.copy(evening.code());
    Instant start = Instant.now();
    Guest player = table.guest(code);
    player.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    table.await("host-left", () -> table.events(code).contains("host-left"));
    assertThat(Instant.now()).isAfterOrEqualTo(start.plusMillis(290));
    player.hears("session:ended");
    assertThat(Instant.now())
        .as("the grace counts from the recovery")
        .isBetween(start.plusMillis(890), start.plusMillis(1190));
  }

  @Test
  void aQuestionWhoseTimeIsUpIsScoredBeforeTheGameEnds() {
    Evening evening = Evening.openFor(table, 1, Duration.ZERO);
    evening.host().hears("game:question");
    String code = table.copy(evening.code());

    table.wake(code); // the grace ends before the patience with which the reveal waits

    table.await("the game ends", () -> table.events(code).contains("session-ended"));
    assertThat(table.events(code)).endsWith("host-left", "question-revealed", "session-ended");
  }

  @Test
  void whoLeftBeforeTheRoomMovedIsGoneSinceThen() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    Instant left = Instant.now();
    evening.host().leaves(1000);
    awaitEvent(evening, "host-left");
    table.move(evening.code());
    evening.player(0).hears("participant:state_snapshot");

    evening.player(0).hears("session:ended");
    assertThat(Instant.now()).isBetween(left.plusMillis(900), left.plusMillis(1190));
    assertThat(table.events(evening.code())).filteredOn("host-left"::equals).hasSize(1);
  }
}
