package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be seen of a session whatever its phase. */
class SessionTest {
  private static final List<Session> STARTED =
      List.of(
          Sample.open(),
          Sample.pausedAt22(),
          Sample.revealedAt25(),
          Sample.leaderboard(),
          Sample.endedAt100());

  @Test
  void phasesAreThoseThatClientsKnow() {
    assertThat(Session.vacant().phase()).isEqualTo(Phase.WAITING);
    assertThat(Sample.waiting().phase()).isEqualTo(Phase.WAITING);
    assertThat(STARTED)
        .extracting(Session::phase)
        .containsExactly(
            Phase.QUESTION_OPEN,
            Phase.QUESTION_PAUSED,
            Phase.QUESTION_REVEALED,
            Phase.ROUND_LEADERBOARD,
            Phase.ENDED);
  }

  @Test
  void aTastingIsThereOnceItIsCreated() {
    assertThat(Session.vacant().created()).isEmpty();
    var tasting = ((Session.Waiting) Sample.waiting()).tasting();
    assertThat(Sample.waiting().created()).contains(tasting);
    assertThat(STARTED).allSatisfy(s -> assertThat(s.created()).contains(tasting));
  }

  @Test
  void aGameIsThereOnceItIsStarted() {
    assertThat(Session.vacant().started()).isEmpty();
    assertThat(Sample.waiting().started()).isEmpty();
    assertThat(STARTED)
        .allSatisfy(s -> assertThat(s.started().map(Game::rounds)).contains(Sample.ROUNDS));
    var unstarted =
        Sample.after(Sample.waiting(), new Event.SessionEnded(EndCause.HOST, Sample.at(5)));
    assertThat(unstarted.started()).isEmpty();
  }

  @Test
  void seatsAreThereInEveryPhase() {
    assertThat(Session.vacant().seated()).isEqualTo(Seats.empty());
    assertThat(Sample.waiting().seated().inOrder())
        .extracting(Seat::participant)
        .containsExactly(ANNA, BEN);
    assertThat(STARTED)
        .allSatisfy(s -> assertThat(s.seated()).isEqualTo(Sample.waiting().seated()));
  }
}
