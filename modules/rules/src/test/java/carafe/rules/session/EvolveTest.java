package carafe.rules.session;

import static carafe.rules.session.Sample.ANNA;
import static carafe.rules.session.Sample.BEN;
import static carafe.rules.session.Sample.CLEO;
import static carafe.rules.session.Sample.FIRST;
import static carafe.rules.session.Sample.SECOND;
import static carafe.rules.session.Sample.THIRD;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.right;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which events can follow, and that all others throw. */
class EvolveTest {
  private static final Map<String, Session> PHASES =
      Stream.of(
              Session.vacant(),
              Sample.waiting(),
              Sample.open(),
              Sample.pausedAt22(),
              Sample.revealedAt25(),
              Sample.leaderboard(),
              Sample.endedAt100())
          .collect(Collectors.toMap(s -> s.getClass().getSimpleName(), Function.identity()));

  /** For each phase the events that can follow in it; of each kind one that fits everywhere. */
  private static final Map<String, Set<String>> FOLLOWS =
      Map.of(
          "Vacant",
          Set.of("CodeReserved", "SessionCreated"),
          "Waiting",
          Set.of(
              "SessionUpdated",
              "ParticipantsJoined",
              "TokensRenewed",
              "SeatsGivenUp",
              "GameStarted",
              "SessionEnded"),
          "QuestionOpen",
          Set.of(
              "AnswersSubmitted",
              "QuestionPaused",
              "QuestionRevealed",
              "TokensRenewed",
              "HostLeft",
              "HostReturned",
              "SessionEnded"),
          "QuestionPaused",
          Set.of(
              "QuestionResumed",
              "QuestionRevealed",
              "TokensRenewed",
              "HostLeft",
              "HostReturned",
              "SessionEnded"),
          "QuestionRevealed",
          Set.of("QuestionOpened", "TokensRenewed", "HostLeft", "HostReturned", "SessionEnded"),
          "RoundLeaderboard",
          Set.of("TokensRenewed", "HostLeft", "HostReturned", "SessionEnded"),
          "Ended",
          Set.of("CodeReserved", "TokensRenewed"));

  private static final List<Event> EVENTS =
      List.of(
          new Event.CodeReserved(at(999), at(99)),
          Sample.created(),
          new Event.SessionUpdated(Sample.PLAN, at(99)),
          Sample.joined(CLEO),
          Sample.renewed(ANNA, Sample.hash("fresh"), at(99)),
          Sample.gaveUp(ANNA, at(99)),
          Sample.started(),
          new Event.QuestionOpened(0, 1, SECOND.id(), at(129), at(99)),
          Sample.answered(ANNA, right(FIRST), at(20)),
          Sample.paused(),
          new Event.QuestionResumed(at(129), at(99)),
          Sample.revealed(at(99)),
          new Event.RoundFinished(0, at(99)),
          new Event.SessionEnded(EndCause.HOST, at(99)),
          new Event.HostLeft(at(99)),
          new Event.HostReturned(at(99)));

  @Test
  void exactlyTheseEventsFollowInEachPhase() {
    assertThat(EVENTS).hasSize(Event.class.getPermittedSubclasses().length);
    for (String phase : PHASES.keySet()) {
      Set<String> follow = new TreeSet<>();
      for (Event event : EVENTS) {
        if (canFollow(requireNonNull(PHASES.get(phase)), event)) {
          follow.add(event.getClass().getSimpleName());
        }
      }
      assertThat(follow).as(phase).isEqualTo(new TreeSet<>(FOLLOWS.get(phase)));
    }
  }

  private static boolean canFollow(Session session, Event event) {
    try {
      Session.evolve(session, event);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  void sessionsOfACodeAreNumberedWithoutGaps() {
    assertThat(canFollow(Session.vacant(), createdAs(2))).isFalse();
    assertThat(canFollow(Sample.endedAt100(), createdAs(2))).isTrue();
    assertThat(canFollow(Sample.endedAt100(), createdAs(3))).isFalse();
  }

  @Test
  void theFirstQuestionOpensAsTheStartSays() {
    var open = Sample.after(Sample.waiting(), Sample.started());

    assertThat(Session.evolve(open, Sample.opened())).isEqualTo(open);
    assertThat(canFollow(open, new Event.QuestionOpened(0, 0, FIRST.id(), at(41), at(10))))
        .isFalse();
    assertThat(canFollow(open, new Event.QuestionOpened(0, 0, SECOND.id(), at(40), at(10))))
        .isFalse();
    assertThat(canFollow(open, new Event.QuestionOpened(0, 1, FIRST.id(), at(40), at(10))))
        .isFalse();
    assertThat(canFollow(open, new Event.QuestionOpened(1, 0, FIRST.id(), at(40), at(10))))
        .isFalse();
  }

  @Test
  void noQuestionIsSkippedOrRepeated() {
    var revealed = Sample.revealedAt25();
    assertThat(canFollow(revealed, opened(0, 1, SECOND))).isTrue();
    assertThat(canFollow(revealed, opened(0, 0, FIRST))).isFalse();
    assertThat(canFollow(revealed, opened(1, 0, THIRD))).isFalse();
    assertThat(canFollow(revealed, opened(1, 1, THIRD))).isFalse();
    assertThat(canFollow(revealed, opened(0, 1, THIRD))).isFalse();

    var leaderboard = Sample.leaderboard();
    assertThat(canFollow(leaderboard, opened(1, 0, THIRD))).isTrue();
    assertThat(canFollow(leaderboard, opened(0, 0, FIRST))).isFalse();
    assertThat(canFollow(leaderboard, opened(1, 1, THIRD))).isFalse();
    assertThat(canFollow(Sample.lastLeaderboard(), opened(2, 0, THIRD))).isFalse();
  }

  @Test
  void aRoundIsFinishedByItsLastQuestion() {
    var first = Sample.revealedAt25();
    var last = Sample.after(first, opened(0, 1, SECOND), Sample.revealed(at(99)));

    assertThat(canFollow(first, new Event.RoundFinished(0, at(99)))).isFalse();
    assertThat(canFollow(last, new Event.RoundFinished(0, at(99)))).isTrue();
    assertThat(canFollow(last, new Event.RoundFinished(1, at(99)))).isFalse();
    assertThat(canFollow(last, opened(0, 2, THIRD))).isFalse();
  }

  @Test
  void answersAreOfThisQuestionAndOfThoseWithSeats() {
    var open = Sample.open();

    assertThat(canFollow(open, Sample.answered(CLEO, right(FIRST), at(20)))).isFalse();
    assertThat(canFollow(open, Sample.answered(ANNA, right(SECOND), at(20)))).isFalse();
    var another = List.of(new Answer(ANNA, right(FIRST), at(20)));
    assertThat(canFollow(open, new Event.AnswersSubmitted(SECOND.id(), another))).isFalse();
  }

  @Test
  void nobodySitsOnTwoSeats() {
    var waiting = Sample.waiting();
    var token = Sample.token(CLEO);
    var connection = Sample.connection(CLEO);

    assertThat(canJoin(waiting, new Event.Joined(CLEO, "cleo", token, connection, at(2)))).isTrue();
    assertThat(canJoin(waiting, new Event.Joined(ANNA, "cleo", token, connection, at(2))))
        .isFalse();
    assertThat(canJoin(waiting, new Event.Joined(CLEO, "anna", token, connection, at(2))))
        .isFalse();
    assertThat(
            canJoin(waiting, new Event.Joined(CLEO, "cleo", Sample.token(ANNA), connection, at(2))))
        .isFalse();
    assertThat(
            canJoin(waiting, new Event.Joined(CLEO, "cleo", token, Sample.connection(ANNA), at(2))))
        .isFalse();
  }

  @Test
  void whoHasNoSeatHasNoTokenToRenewAndNoSeatToGiveUp() {
    assertThat(canFollow(Sample.waiting(), Sample.renewed(CLEO, Sample.hash("t"), at(2))))
        .isFalse();
    assertThat(canFollow(Sample.waiting(), Sample.renewed(ANNA, Sample.token(BEN), at(2))))
        .isFalse();
    assertThat(canFollow(Sample.waiting(), Sample.gaveUp(CLEO, at(2)))).isFalse();
  }

  @Test
  void theExceptionSaysWhatCannotFollowWhereAndNothingSecret() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Session.evolve(Sample.leaderboard(), Sample.paused()))
        .withMessage("QuestionPaused cannot follow in RoundLeaderboard");
  }

  @Test
  void anEventTellsOfSomebody() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Event.ParticipantsJoined(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Event.TokensRenewed(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Event.AnswersSubmitted("q", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Event.SeatsGivenUp(List.of(), at(0)));
  }

  private static boolean canJoin(Session session, Event.Joined joined) {
    return canFollow(session, new Event.ParticipantsJoined(List.of(joined)));
  }

  private static Event.QuestionOpened opened(int round, int question, Asked asked) {
    return new Event.QuestionOpened(round, question, asked.id(), at(129), at(99));
  }

  private static Event.SessionCreated createdAs(int number) {
    return new Event.SessionCreated(
        number, Sample.HOST, Optional.empty(), Sample.CREATOR, Sample.PLAN, Sample.CAPACITY, at(0));
  }
}
