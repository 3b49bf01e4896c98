package carafe.rules.session;

import static carafe.rules.session.Sample.CODE_REST;
import static carafe.rules.session.Sample.CREATOR;
import static carafe.rules.session.Sample.HOST;
import static carafe.rules.session.Sample.OTHER_HOST;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.created;
import static carafe.rules.session.Sample.creating;
import static carafe.rules.session.Sample.hash;
import static carafe.rules.session.Sample.reserve;
import static carafe.rules.session.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.identity.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a code is. */
class OwningTest {
  private static final Hash ELSEWHERE = hash("elsewhere");
  private static final Instant RESTED = at(100).plus(CODE_REST);

  static List<Session> goingOn() {
    return List.of(
        Sample.waiting(),
        Sample.open(),
        Sample.pausedAt22(),
        Sample.revealedAt25(),
        Sample.leaderboard());
  }

  @Test
  void whoeverCreatesFirstOwnsTheCode() {
    var outcome = given().when(creating(HOST, CREATOR, at(0))).then(created());

    assertThat(outcome.session())
        .isEqualTo(
            new Session.Waiting(
                new Tasting(
                    1, HOST, Optional.empty(), CREATOR, Sample.PLAN, Sample.CAPACITY, at(0)),
                Seats.empty()));
  }

  @Test
  void theKeyOfTheHostIsKept() {
    var key = Optional.of(hash("key"));
    var command = new Command.CreateSession(HOST, key, CREATOR, Sample.PLAN, 5, CODE_REST, at(0));

    given()
        .when(command)
        .then(new Event.SessionCreated(1, HOST, key, CREATOR, Sample.PLAN, 5, at(0)));
  }

  @ParameterizedTest
  @MethodSource("goingOn")
  void theHostMayRepeatItselfFromAnyConnection(Session session) {
    given(session).when(creating(HOST, ELSEWHERE, at(50))).thenNothing();
  }

  @ParameterizedTest
  @MethodSource("goingOn")
  void theConnectionMayRepeatItselfUnderAFreshHostId(Session session) {
    given(session).when(creating(OTHER_HOST, CREATOR, at(50))).thenNothing();
  }

  @ParameterizedTest
  @MethodSource("goingOn")
  void anotherHostFindsTheCodeTaken(Session session) {
    given(session)
        .when(creating(OTHER_HOST, ELSEWHERE, at(50)))
        .thenRefused(Refusal.SESSION_EXISTS);
  }

  @Test
  void afterTheEndTheSameHostStartsAfreshAtOnce() {
    var outcome =
        given(Sample.endedAt100())
            .when(creating(HOST, ELSEWHERE, at(100)))
            .then(
                new Event.SessionCreated(
                    2, HOST, Optional.empty(), ELSEWHERE, Sample.PLAN, Sample.CAPACITY, at(100)));

    assertThat(outcome.session().seated().isEmpty()).isTrue();
    assertThat(outcome.session().started()).isEmpty();
    assertThat(outcome.session().created().map(Tasting::number)).contains(2);
  }

  @Test
  void afterTheEndAnotherHostWaitsUntilTheCodeHasRested() {
    given(Sample.endedAt100())
        .when(creating(OTHER_HOST, ELSEWHERE, RESTED.minusNanos(1)))
        .thenRefused(Refusal.SESSION_EXISTS);
    given(Sample.endedAt100())
        .when(creating(OTHER_HOST, ELSEWHERE, RESTED))
        .thenAccepted()
        .in(Phase.WAITING);
  }

  @Test
  void afterTheEndTheCreatorsConnectionIsNotItsHost() {
    given(Sample.endedAt100())
        .when(creating(OTHER_HOST, CREATOR, at(100)))
        .thenRefused(Refusal.SESSION_EXISTS);
  }

  @Test
  void aReservationBindsOtherReservationsUntilItLapses() {
    var reserved = new Event.CodeReserved(at(600), at(0));
    given().when(reserve(at(0))).then(reserved).in(Phase.WAITING);

    given(reserved).when(reserve(at(600).minusNanos(1))).thenRefused(Refusal.SESSION_EXISTS);
    given(reserved)
        .when(reserve(at(600)))
        .then(new Event.CodeReserved(at(1200), at(600)))
        .when(reserve(at(601)))
        .thenRefused(Refusal.SESSION_EXISTS);
  }

  @Test
  void aReservationBindsNobodyWhoCreates() {
    given(new Event.CodeReserved(at(600), at(0)))
        .when(creating(OTHER_HOST, ELSEWHERE, at(1)))
        .thenAccepted()
        .when(reserve(at(601)))
        .thenRefused(Refusal.SESSION_EXISTS);
  }

  @Test
  void anEndedSessionsCodeIsReservedOnlyOnceItHasRested() {
    given(Sample.endedAt100())
        .when(reserve(RESTED.minusNanos(1)))
        .thenRefused(Refusal.SESSION_EXISTS);

    var outcome =
        given(Sample.endedAt100())
            .when(reserve(RESTED))
            .then(new Event.CodeReserved(RESTED.plusSeconds(600), RESTED));

    outcome.when(reserve(RESTED.plusSeconds(599))).thenRefused(Refusal.SESSION_EXISTS);
    outcome.when(reserve(RESTED.plusSeconds(600))).thenAccepted();
    outcome.when(creating(OTHER_HOST, ELSEWHERE, RESTED)).thenAccepted().in(Phase.WAITING);
  }

  @Test
  void anEndedSessionsCodeIsKeptUntilTheReservationLapses() {
    var ended = (Session.Ended) Sample.endedAt100();
    assertThat(ended.isReserved(RESTED)).isFalse();

    var reserved =
        (Session.Ended)
            Sample.after(ended, new Event.CodeReserved(RESTED.plusSeconds(600), RESTED));
    assertThat(reserved.isReserved(RESTED.plusSeconds(599))).isTrue();
    assertThat(reserved.isReserved(RESTED.plusSeconds(600))).isFalse();
  }

  @Test
  void anEndedSessionStaysReadableWhileItsCodeIsReserved() {
    var before = (Session.Ended) Sample.endedAt100();
    var after = Sample.after(before, new Event.CodeReserved(at(999), at(998)));

    assertThat(after)
        .isEqualTo(
            new Session.Ended(
                before.tasting(),
                before.seats(),
                before.game(),
                EndCause.HOST,
                at(100),
                Optional.of(at(999))));
  }
}
