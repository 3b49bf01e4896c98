package carafe.rules.session;

import static carafe.rules.session.Sample.after;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.leaderboard;
import static carafe.rules.session.Sample.open;
import static carafe.rules.session.Sample.revealedAt25;
import static carafe.rules.session.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How the host leads, leaves and is waited for. */
class LeadingTest {
  static List<Session> started() {
    return List.of(open(), Sample.pausedAt22(), revealedAt25(), leaderboard());
  }

  @Test
  void theNextQuestionOfTheWineFollows() {
    var outcome =
        given(revealedAt25())
            .when(new Command.Next(at(30)))
            .then(new Event.QuestionOpened(0, 1, Sample.SECOND.id(), at(60), at(30)))
            .in(Phase.QUESTION_OPEN);

    assertThat(game(outcome.session()).asked()).isEqualTo(Sample.SECOND);
    assertThat(((Session.QuestionOpen) outcome.session()).deadline()).isEqualTo(at(60));
  }

  @Test
  void afterTheLastQuestionOfTheWineComesTheLeaderboard() {
    given(revealedAt25())
        .and(
            new Event.QuestionOpened(0, 1, Sample.SECOND.id(), at(60), at(30)),
            Sample.revealed(at(35)))
        .when(new Command.Next(at(40)))
        .then(new Event.RoundFinished(0, at(40)))
        .in(Phase.ROUND_LEADERBOARD);
  }

  @Test
  void afterTheLeaderboardComesTheNextWine() {
    var outcome =
        given(leaderboard())
            .when(new Command.Next(at(45)))
            .then(new Event.QuestionOpened(1, 0, Sample.THIRD.id(), at(75), at(45)))
            .in(Phase.QUESTION_OPEN);

    assertThat(game(outcome.session()).asked()).isEqualTo(Sample.THIRD);
  }

  @Test
  void afterTheLastLeaderboardComesTheEnd() {
    var outcome =
        given(Sample.lastLeaderboard())
            .when(new Command.Next(at(60)))
            .then(new Event.SessionEnded(EndCause.LAST_WINE, at(60)))
            .in(Phase.ENDED);

    var ended = (Session.Ended) outcome.session();
    assertThat(ended.by()).isEqualTo(EndCause.LAST_WINE);
    assertThat(ended.endedAt()).isEqualTo(at(60));
    assertThat(ended.game().map(Game::seats)).contains(ended.seats());
  }

  @ParameterizedTest
  @MethodSource("started")
  void theHostEndsTheGameAtAnyTimeWithTheScoresThatAreGiven(Session session) {
    var outcome =
        given(session)
            .when(new Command.End(at(39)))
            .then(new Event.SessionEnded(EndCause.HOST, at(39)));

    assertThat(outcome.session().seated()).isEqualTo(session.seated());
  }

  @Test
  void anEndAfterTheDeadlineScoresTheQuestionThatNobodyRevealed() {
    String right = Sample.right(Sample.FIRST);
    var outcome =
        given(open())
            .and(
                Sample.answered(Sample.ANNA, right, at(39)),
                Sample.answered(Sample.BEN, Sample.wrong(Sample.FIRST), at(39)))
            .when(new Command.End(at(40)))
            .then(
                new Event.QuestionRevealed(RevealCause.DEADLINE, at(40)),
                new Event.SessionEnded(EndCause.HOST, at(40)))
            .in(Phase.ENDED);

    Seats seats = outcome.session().seated();
    assertThat(seats.of(Sample.ANNA).map(Seat::score)).contains(Asked.POINTS_RIGHT);
    assertThat(seats.of(Sample.BEN).map(Seat::score)).contains(0);
  }

  @Test
  void anEndJustBeforeTheDeadlineScoresNothing() {
    var before = at(40).minusNanos(1);
    given(open())
        .and(Sample.answered(Sample.ANNA, Sample.right(Sample.FIRST), at(39)))
        .when(new Command.End(before))
        .then(new Event.SessionEnded(EndCause.HOST, before));
  }

  @Test
  void aPausedQuestionHasNoDeadlineThatAnEndCouldBeAfter() {
    given(Sample.pausedAt22())
        .when(new Command.End(at(1000)))
        .then(new Event.SessionEnded(EndCause.HOST, at(1000)));
  }

  @Test
  void everyStepOfTheHostIsRemembered() {
    assertThat(lastHostCommand(open())).isEqualTo(at(10));
    assertThat(lastHostCommand(Sample.pausedAt22())).isEqualTo(at(22));
    assertThat(
            lastHostCommand(after(Sample.pausedAt22(), new Event.QuestionResumed(at(48), at(30)))))
        .isEqualTo(at(30));
    assertThat(lastHostCommand(revealedAt25())).isEqualTo(at(25));
    assertThat(
            lastHostCommand(
                after(
                    revealedAt25(),
                    new Event.QuestionOpened(0, 1, Sample.SECOND.id(), at(60), at(30)))))
        .isEqualTo(at(30));
    assertThat(lastHostCommand(leaderboard())).isEqualTo(at(40));
  }

  @Test
  void whatOthersDoIsNoStepOfTheHost() {
    var session =
        after(
            open(),
            Sample.answered(Sample.ANNA, Sample.right(Sample.FIRST), at(15)),
            new Event.HostLeft(at(16)),
            new Event.HostReturned(at(17)),
            new Event.QuestionRevealed(RevealCause.DEADLINE, at(40)));

    assertThat(lastHostCommand(session)).isEqualTo(at(10));
  }

  @ParameterizedTest
  @MethodSource("started")
  void leavingAndReturningAreRememberedOnce(Session session) {
    var left = given(session).when(new Command.HostLeft(at(99))).then(new Event.HostLeft(at(99)));
    assertThat(game(left.session()).hostLeft()).contains(at(99));
    assertThat(left.session().phase()).isEqualTo(session.phase());
    left.when(new Command.HostLeft(at(100))).thenNothing();

    var back = left.when(new Command.HostReturned(at(101))).then(new Event.HostReturned(at(101)));
    assertThat(back.session()).isEqualTo(session);
    back.when(new Command.HostReturned(at(102))).thenNothing();
  }

  @Test
  void whoLeadsIsThere() {
    var left = after(open(), new Event.HostLeft(at(20)));

    var outcome = given(left).when(new Command.Pause(at(22))).thenAccepted();

    assertThat(game(outcome.session()).hostLeft()).isEqualTo(Optional.empty());
  }

  @Test
  void theDeadlineDoesNotBringTheHostBack() {
    var left = after(open(), new Event.HostLeft(at(20)));

    var revealed = after(left, new Event.QuestionRevealed(RevealCause.DEADLINE, at(40)));

    assertThat(game(revealed).hostLeft()).contains(at(20));
  }

  @ParameterizedTest
  @MethodSource("started")
  void aGameWhoseHostIsGoneEnds(Session session) {
    given(session)
        .and(new Event.HostLeft(at(99)))
        .when(new Command.Expire(EndCause.HOST_GONE, at(3699)))
        .then(new Event.SessionEnded(EndCause.HOST_GONE, at(3699)))
        .in(Phase.ENDED);
  }

  @ParameterizedTest
  @MethodSource("started")
  void aHostWhoIsBackIsNotGone(Session session) {
    given(session).when(new Command.Expire(EndCause.HOST_GONE, at(3699))).thenNothing();
    given(session)
        .and(new Event.HostLeft(at(99)), new Event.HostReturned(at(100)))
        .when(new Command.Expire(EndCause.HOST_GONE, at(3699)))
        .thenNothing();
  }

  @ParameterizedTest
  @MethodSource("started")
  void aGameNobodyLeadsEnds(Session session) {
    given(session)
        .when(new Command.Expire(EndCause.HOST_IDLE, at(90_000)))
        .then(new Event.SessionEnded(EndCause.HOST_IDLE, at(90_000)))
        .in(Phase.ENDED);
  }

  @ParameterizedTest
  @EnumSource(names = {"HOST", "LAST_WINE", "NEVER_STARTED"})
  void aStartedGameExpiresOfNothingElse(EndCause cause) {
    given(open()).when(new Command.Expire(cause, at(99))).thenNothing();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOverDoesNotExpire(EndCause cause) {
    given(Sample.endedAt100()).when(new Command.Expire(cause, at(101))).thenNothing();
  }

  private static Game game(Session session) {
    return session.started().orElseThrow();
  }

  private static Instant lastHostCommand(Session session) {
    return game(session).lastHostCommand();
  }
}
