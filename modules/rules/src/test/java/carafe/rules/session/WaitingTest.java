package carafe.rules.session;

import static carafe.rules.session.Sample.PLAN;
import static carafe.rules.session.Sample.at;
import static carafe.rules.session.Sample.created;
import static carafe.rules.session.Sample.opened;
import static carafe.rules.session.Sample.seed;
import static carafe.rules.session.Sample.started;
import static carafe.rules.session.Sample.waiting;
import static carafe.rules.session.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lobby, without its seats. */
class WaitingTest {
  private static final Plan OTHER_PLAN = new Plan("Sunday", 60, List.of(PLAN.wines().getLast()));

  @Test
  void anotherPlanReplacesTheFirst() {
    var outcome =
        given(waiting())
            .when(new Command.UpdateSession(OTHER_PLAN, at(2)))
            .then(new Event.SessionUpdated(OTHER_PLAN, at(2)));

    assertThat(outcome.session().created().map(Tasting::plan)).contains(OTHER_PLAN);
    assertThat(outcome.session().seated()).isEqualTo(waiting().seated());

    var game = outcome.when(new Command.Start(seed("s"), at(5))).thenAccepted().session();
    assertThat(game).isInstanceOf(Session.QuestionOpen.class);
    assertThat(((Session.QuestionOpen) game).deadline()).isEqualTo(at(65));
    assertThat(game.started().orElseThrow().rounds()).hasSize(1);
  }

  @Test
  void theSamePlanOnceMoreChangesNothing() {
    given(waiting()).when(new Command.UpdateSession(PLAN, at(2))).thenNothing();
  }

  @Test
  void nobodyPlaysAlone() {
    given(created())
        .when(new Command.Start(seed("start"), at(10)))
        .thenRefused(Refusal.NO_PARTICIPANTS);
  }

  @Test
  void theStartShufflesAllAndOpensTheFirstQuestion() {
    var outcome =
        given(waiting())
            .when(new Command.Start(seed("start"), at(10)))
            .then(started(), opened())
            .in(Phase.QUESTION_OPEN);

    var game =
        new Game(
            waiting().created().orElseThrow(),
            Sample.ROUNDS,
            0,
            0,
            waiting().seated(),
            at(10),
            Optional.empty());
    assertThat(outcome.session())
        .isEqualTo(
            new Session.QuestionOpen(game, at(10).plus(Duration.ofSeconds(30)), Answers.none()));
  }

  @Test
  void aSessionCanEndBeforeItStarts() {
    var outcome =
        given(waiting())
            .when(new Command.End(at(5)))
            .then(new Event.SessionEnded(EndCause.HOST, at(5)))
            .in(Phase.ENDED);

    assertThat(outcome.session().started()).isEmpty();
    assertThat(outcome.session().seated()).isEqualTo(waiting().seated());
  }

  @Test
  void oneThatIsNeverStartedEnds() {
    given(waiting())
        .when(new Command.Expire(EndCause.NEVER_STARTED, at(5)))
        .then(new Event.SessionEnded(EndCause.NEVER_STARTED, at(5)))
        .in(Phase.ENDED);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER_STARTED")
  void nothingElseEndsItByItself(EndCause cause) {
    given(waiting()).when(new Command.Expire(cause, at(5))).thenNothing();
  }
}
