package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long people without connections stay in the lobby, and what becomes of their seats. */
@AtTable(
    """
    carafe.session {
      lobby-interval = 1 ms, leave-after-goodbye = 50 ms, leave-after-drop = 600 ms, max-participants = 3
    }
    """)
@Isolated("measures times")
class LeavingTest {
  private static final int GOODBYE = 1000;
  private static final int LOST = 1006;

  private final Table table;

  LeavingTest(Table table) {
    this.table = table;
  }

  private Evening seated(int seats) {
    Evening evening = Evening.waiting(table, seats);
    if (seats > 0) {
      evening.host().hears("lobby:updated", l -> l.number("count") == seats);
    }
    return evening;
  }

  @Test
  void whoSaysGoodbyeLeavesSoonerThanWhoIsLost() {
    Evening evening = seated(3);
    Instant start = Instant.now();
    evening.player(0).leaves(LOST);
    evening.player(1).leaves(GOODBYE);

    Heard sooner = evening.host().hears("lobby:updated", l -> l.number("count") == 2);
    assertThat(Duration.between(start, Instant.now())).isBetween(ms(50), ms(599));
    Heard later = evening.host().hears("lobby:updated", l -> l.number("count") == 1);
    assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(ms(600));
    assertThat(sooner.texts("participants").getLast())
        .isEqualTo(later.texts("participants").getFirst());
  }

  @Test
  void whoStillHasAConnectionStays() {
    Evening evening = seated(2);
    Guest other = table.guest(evening.code());
    other.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    evening.player(0).leaves(GOODBYE);
    evening.player(1).leaves(LOST); // takes longer

    Heard left = evening.host().hears("lobby:updated", l -> l.number("count") == 1);
    assertThat(left.texts("participants")).hasSize(1);
    assertThat(other.untilQuiet()).noneMatch(l -> l.number("count") > 2);
  }

  @Test
  void whoComesBackInTimeHasNeverLeft() {
    Evening evening = seated(1);
    evening.player(0).leaves(LOST);
    Guest again = table.guest(evening.code());
    again.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");
    Guest witness = table.guest(evening.code());
    witness.joins();
    witness.leaves(LOST);

    evening.host().hears("lobby:updated", l -> l.number("count") == 2);
    Heard next = evening.host().hears("lobby:updated");
    assertThat(next.number("count")).as("only the witness has left").isEqualTo(1);
  }

  @Test
  void aSeatIsKeptForWhoHasLeft() {
    Evening evening = seated(2);
    evening.player(0).leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 1);

    Guest again = table.guest(evening.code());
    again.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    evening.host().hears("lobby:updated", l -> l.number("count") == 2);
  }

  @Test
  void everybodyWithASeatPlaysWhoeverIsThere() {
    Evening evening = seated(2);
    evening.player(0).leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 1);

    evening.host().says(Words.START);

    Heard lobby = evening.host().hears("lobby:updated");
    assertThat(lobby.texts("participants")).hasSize(2);
    Guest second = table.guest(evening.code());
    Heard snapshot = second.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    assertThat(snapshot.texts("participants")).hasSize(2);
    assertThat(snapshot.number("connectedCount")).isEqualTo(1);
    assertThat(snapshot.number("totalCount")).isEqualTo(1);
  }

  @Test
  void aFullLobbyHasNoSeatWhileEverybodyIsThere() {
    Evening evening = seated(3);
    table.guest(evening.code()).says(Words.JOIN).hearsError("SESSION_FULL");
  }

  @Test
  void inAFullLobbyTheLongestAbsentGivesUpTheSeat() {
    Evening evening = seated(3);
    evening.player(1).leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 2);
    evening.player(0).leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 1);

    table.guest(evening.code()).joins();

    Guest back = table.guest(evening.code());
    back.says(Words.rejoin(evening.tokens().get(1))).hearsError("INVALID_TOKEN");
    back.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");
    assertThat(table.summary(evening.code()).number("participantCount")).isEqualTo(3);
  }

  @Test
  void inAFullLobbyWhoJoinsAgainKeepsTheSeatThatANewcomerWantsInTheSameMoment() {
    Evening evening = seated(2);
    Guest phone = table.guest(evening.code(), "phone");
    Heard first = phone.says(Words.JOIN).hears("participant:joined");
    phone.leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 3);
    evening.host().hears("lobby:updated", l -> l.number("count") == 2);
    Guest again = table.guest(evening.code(), "phone");
    again.hears("server:state_snapshot");
    Guest newcomer = table.guest(evening.code());
    newcomer.hears("server:state_snapshot");

    table.burst(evening.code(), () -> again.says(Words.JOIN), () -> newcomer.says(Words.JOIN));

    assertThat(again.hears("participant:joined").text("pseudonym"))
        .isEqualTo(first.text("pseudonym"));
    newcomer.hearsError("SESSION_FULL");
  }

  /** Three have a seat, and the first two are gone, in this order. */
  private Evening fullWithTwoAbsent() {
    Evening evening = seated(3);
    evening.player(0).leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 2);
    evening.player(1).leaves(GOODBYE);
    evening.host().hears("lobby:updated", l -> l.number("count") == 1);
    return evening;
  }

  private void opens(Evening evening, String token, String pseudonym) {
    Heard seat =
        table.guest(evening.code()).says(Words.rejoin(token)).hears("participant:state_snapshot");
    assertThat(seat.text("pseudonym")).isEqualTo(pseudonym);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void inAFullLobbyAJoinThatWasQueuedBeforeARejoinTakesNobodysSeat(int player) {
    Evening evening = fullWithTwoAbsent();
    Guest again = table.guest(evening.code());
    again.hears("server:state_snapshot");
    String token = evening.tokens().get(player);

    table.burst(
        evening.code(), () -> again.says(Words.JOIN), () -> again.says(Words.rejoin(token)));

    Heard joined = again.hears("participant:joined");
    assertThat(joined.text("pseudonym")).isEqualTo(evening.names().get(player));
    again.hears("participant:state_snapshot");
    opens(evening, joined.text("rejoinToken"), evening.names().get(player));
    for (int i = 0; i < 3; i++) {
      opens(evening, evening.tokens().get(i), evening.names().get(i));
    }
    assertThat(table.events(evening.code())).doesNotContain("seats-given-up");
  }

  @Test
  void inAFullLobbyWhoComesBackKeepsTheSeatThatANewcomerWantsInTheSameMoment() {
    Evening evening = fullWithTwoAbsent();
    Guest again = table.guest(evening.code());
    again.hears("server:state_snapshot");
    Guest newcomer = table.guest(evening.code());
    newcomer.hears("server:state_snapshot");

    table.burst(
        evening.code(),
        () -> newcomer.says(Words.JOIN),
        () -> again.says(Words.rejoin(evening.tokens().get(0))));

    newcomer.hears("participant:joined");
    assertThat(again.hears("participant:state_snapshot").text("pseudonym"))
        .isEqualTo(evening.names().get(0));
    table
        .guest(evening.code())
        .says(Words.rejoin(evening.tokens().get(1)))
        .hearsError("INVALID_TOKEN");
  }

  @Test
  void aRejoinIsNotLockedOutByTheTokenThatItsOwnQueuedJoinBrings() {
    Evening evening = seated(2);
    Guest phone = table.guest(evening.code());
    String oldest = phone.joins();
    for (int i = 0; i < 3; i++) {
      phone.joins();
    }
    Guest again = table.guest(evening.code());
    again.hears("server:state_snapshot");

    table.burst(
        evening.code(), () -> again.says(Words.JOIN), () -> again.says(Words.rejoin(oldest)));

    String newest = again.hears("participant:joined").text("rejoinToken");
    assertThat(again.untilQuiet()).noneMatch(m -> m.type().equals("error"));
    table.guest(evening.code()).says(Words.rejoin(newest)).hears("participant:state_snapshot");
  }

  @Test
  void whoLeavesInTheMomentOfJoiningLeavesTheLobbyToo() {
    Evening evening = seated(0);
    Guest hasty = table.guest(evening.code());
    hasty.hears("server:state_snapshot");
    Instant start = Instant.now();
    table.burst(evening.code(), () -> hasty.says(Words.JOIN), () -> hasty.leaves(GOODBYE));

    evening.host().hears("lobby:updated", l -> l.number("count") == 1);
    evening.host().hears("lobby:updated", l -> l.number("count") == 0);
    assertThat(Duration.between(start, Instant.now())).isLessThan(ms(600));
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
