package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.CLEO;
import static carafe.rules.session.Sample.DORA;
import static carafe.rules.session.Sample.after;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.connection;
import static carafe.rules.session.Sample.created;
import static carafe.rules.session.Sample.gaveUp;
import static carafe.rules.session.Sample.hash;
import static carafe.rules.session.Sample.join;
import static carafe.rules.session.Sample.joinAgain;
import static carafe.rules.session.Sample.joined;
import static carafe.rules.session.Sample.renewed;
import static carafe.rules.session.Sample.token;
import static carafe.rules.session.Sample.waiting;
import static carafe.rules.session.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.ParticipantId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking a seat and coming back to it. */
class JoiningTest {
  static List<Session> everyPhaseWithSeats() {
    return Stream.concat(OwningTest.goingOn().stream(), Stream.of(Sample.endedAt100())).toList();
  }

  @Test
  void aNewcomerGetsASeatWithAnOwnName() {
    var outcome = given(created()).when(join(ANNA, at(1))).thenAccepted();

    Seat seat = seatOf(outcome.session(), ANNA);
    assertThat(seat)
        .isEqualTo(
            new Seat(ANNA, 0, seat.pseudonym(), List.of(token(ANNA)), connection(ANNA), 0, at(1)));
    assertThat(seat.pseudonym()).matches("[A-Z][a-z]+[A-Z][a-z]+");
  }

  @Test
  void theNameIsThatOfTheSeedUnlessSomebodyHasIt() {
    var first = given(created()).when(join(ANNA, at(1))).thenAccepted();
    var sameChance =
        new Command.Join(BEN, token(BEN), connection(BEN), Sample.seed("anna"), List.of(), at(1));

    String anna = seatOf(first.session(), ANNA).pseudonym();
    String ben = seatOf(first.when(sameChance).thenAccepted().session(), BEN).pseudonym();
    String alone =
        seatOf(given(created()).when(sameChance).thenAccepted().session(), BEN).pseudonym();

    assertThat(alone).isEqualTo(anna);
    assertThat(ben).isNotEqualTo(anna);
  }

  @ParameterizedTest
  @MethodSource("everyPhaseWithSeats")
  void joiningAgainFromTheSameConnectionGivesTheSameSeatInEveryPhase(Session session) {
    var outcome =
        given(session)
            .when(joinAgain(ANNA, hash("fresh"), at(99)))
            .then(renewed(ANNA, hash("fresh"), at(99)))
            .in(session.phase());

    Seat before = seatOf(session, ANNA);
    assertThat(seatOf(outcome.session(), ANNA))
        .isEqualTo(
            new Seat(
                ANNA,
                before.number(),
                before.pseudonym(),
                List.of(token(ANNA), hash("fresh")),
                before.connection(),
                before.score(),
                before.joinedAt()));
    assertThat(outcome.session().seated().byToken(hash("fresh")).map(Seat::participant))
        .contains(ANNA);
  }

  @Test
  void joiningAgainAfterTheEndChangesTheSeatWhereverItIsKept() {
    var outcome =
        given(Sample.endedAt100()).when(joinAgain(ANNA, hash("fresh"), at(99))).thenAccepted();

    var ended = (Session.Ended) outcome.session();
    assertThat(ended.game().map(Game::seats)).contains(ended.seats());
  }

  @ParameterizedTest
  @MethodSource("everyPhaseWithSeats")
  void aJoinThatWasSentTwiceChangesNothing(Session session) {
    given(session).when(joinAgain(ANNA, token(ANNA), at(99))).thenNothing();
  }

  @Test
  void theLastFourTokensAreValid() {
    var session =
        after(
            waiting(),
            renewed(ANNA, hash("2"), at(2)),
            renewed(ANNA, hash("3"), at(3)),
            renewed(ANNA, hash("4"), at(4)));
    assertThat(session.seated().byToken(token(ANNA))).isPresent();

    session = after(session, renewed(ANNA, hash("5"), at(5)));

    assertThat(session.seated().byToken(token(ANNA))).isEmpty();
    assertThat(seatOf(session, ANNA).tokens())
        .containsExactly(hash("2"), hash("3"), hash("4"), hash("5"));
    assertThat(session.seated().byToken(hash("2")).map(Seat::participant)).contains(ANNA);
  }

  @Test
  void lateComersAreTurnedAway() {
    given(Sample.open()).when(join(CLEO, at(20), ANNA)).thenRefused(Refusal.GAME_STARTED);
    given(Sample.endedAt100()).when(join(CLEO, at(101), ANNA)).thenRefused(Refusal.SESSION_ENDED);
  }

  @Test
  void theLastFreeSeatIsGiven() {
    given(waiting()).when(join(CLEO, at(2))).thenAccepted();
  }

  @Test
  void aFullSessionTurnsAwayWhenAllAreThere() {
    given(full()).when(join(DORA, at(3))).thenRefused(Refusal.SESSION_FULL);
  }

  @Test
  void aFullSessionGivesTheSeatOfTheLongestAbsent() {
    var outcome = given(full()).when(join(DORA, at(3), BEN, ANNA)).thenAccepted();

    var seats = outcome.session().seated();
    assertThat(seats.inOrder()).extracting(Seat::participant).containsExactly(ANNA, CLEO, DORA);
    assertThat(seatOf(outcome.session(), DORA).number()).isEqualTo(3);
    assertThat(seats.byToken(token(BEN))).isEmpty();
    assertThat(seats.byConnection(connection(BEN))).isEmpty();
    assertThat(seats.byPseudonym("ben")).isEmpty();
  }

  @Test
  void theSeatIsGivenUpBeforeTheOtherIsTaken() {
    assertThat(Session.decide(full(), join(DORA, at(3), BEN)))
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            accepted -> {
              assertThat(accepted.events().getFirst()).isEqualTo(gaveUp(BEN, at(3)));
              assertThat(accepted.events().getLast()).isInstanceOf(Event.ParticipantsJoined.class);
              assertThat(accepted.events()).hasSize(2);
            });
  }

  @Test
  void aSessionThatIsNotFullTakesNobodysSeat() {
    var outcome = given(waiting()).when(join(CLEO, at(3), BEN, ANNA)).thenAccepted();

    assertThat(outcome.session().seated().size()).isEqualTo(3);
  }

  @Test
  void whoGaveUpASeatAlreadyCannotGiveItUpForAnother() {
    var session = after(full(), gaveUp(BEN, at(2)), joined(DORA, "dora", at(2)));
    var eve = new ParticipantId("eve");

    given(session).when(join(eve, at(3), BEN)).thenRefused(Refusal.SESSION_FULL);
    var outcome = given(session).when(join(eve, at(3), BEN, ANNA)).thenAccepted();
    assertThat(outcome.session().seated().has(ANNA)).isFalse();
  }

  @Test
  void whoeverHasASeatKeepsItInAFullSessionToo() {
    given(full())
        .when(joinAgain(ANNA, hash("fresh"), at(3)))
        .then(renewed(ANNA, hash("fresh"), at(3)));
  }

  @Test
  void aSeatCanBeGivenUpWhileWaiting() {
    var outcome =
        given(waiting())
            .when(new Command.GiveUpSeat(ANNA, Optional.empty(), at(2)))
            .then(gaveUp(ANNA, at(2)));

    assertThat(outcome.session().seated().of(ANNA)).isEmpty();
    outcome.when(new Command.GiveUpSeat(ANNA, Optional.empty(), at(3))).thenNothing();
  }

  @Test
  void whatOpenedTheSeatGivenUpOpensTheOneThatIsKept() {
    var token = seatOf(waiting(), BEN).tokens().getLast();
    var outcome =
        given(waiting())
            .when(new Command.GiveUpSeat(BEN, Optional.of(ANNA), at(2)))
            .then(gaveUp(BEN, at(2)), renewed(ANNA, token, at(2)));

    assertThat(outcome.session().seated().byToken(token)).contains(seatOf(outcome.session(), ANNA));
    outcome.when(joinAgain(BEN, token, at(3))).thenNothing();
  }

  @Test
  void nobodyInheritsTheTokenWhenTheKeptSeatIsNoSeat() {
    given(waiting())
        .when(new Command.GiveUpSeat(BEN, Optional.of(BEN), at(2)))
        .then(gaveUp(BEN, at(2)));
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    var outcome = given(waiting()).and(gaveUp(BEN, at(2))).when(join(CLEO, at(3))).thenAccepted();

    assertThat(seatOf(outcome.session(), CLEO).number()).isEqualTo(2);
  }

  private static Session full() {
    return after(waiting(), joined(CLEO));
  }

  private static Seat seatOf(Session session, ParticipantId who) {
    return session.seated().of(who).orElseThrow();
  }
}
