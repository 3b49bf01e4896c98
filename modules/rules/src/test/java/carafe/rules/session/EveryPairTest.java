package carafe.rules.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import carafe.rules.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole state machine on one page: each command in each phase. */
class EveryPairTest {
  /** Events in order, or the refusal; a dash where nothing changes. */
  private static final String TABLE =
      """
      command       | Vacant            | Waiting                    | QuestionOpen     | QuestionPaused   | QuestionRevealed | RoundLeaderboard | Ended
      ReserveCode   | CodeReserved      | SESSION_EXISTS             | SESSION_EXISTS   | SESSION_EXISTS   | SESSION_EXISTS   | SESSION_EXISTS   | SESSION_EXISTS
      CreateSession | SessionCreated    | SESSION_EXISTS             | SESSION_EXISTS   | SESSION_EXISTS   | SESSION_EXISTS   | SESSION_EXISTS   | SESSION_EXISTS
      UpdateSession | SESSION_NOT_FOUND | SessionUpdated             | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE
      Join          | SESSION_NOT_FOUND | ParticipantsJoined         | GAME_STARTED     | GAME_STARTED     | GAME_STARTED     | GAME_STARTED     | SESSION_ENDED
      GiveUpSeat    | -                 | SeatsGivenUp               | -                | -                | -                | -                | -
      Start         | SESSION_NOT_FOUND | GameStarted+QuestionOpened | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE
      Pause         | SESSION_NOT_FOUND | WRONG_PHASE                | QuestionPaused   | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE
      Resume        | SESSION_NOT_FOUND | WRONG_PHASE                | WRONG_PHASE      | QuestionResumed  | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE
      Reveal        | SESSION_NOT_FOUND | WRONG_PHASE                | QuestionRevealed | QuestionRevealed | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE
      Next          | SESSION_NOT_FOUND | WRONG_PHASE                | WRONG_PHASE      | WRONG_PHASE      | QuestionOpened   | QuestionOpened   | WRONG_PHASE
      End           | SESSION_NOT_FOUND | SessionEnded               | SessionEnded     | SessionEnded     | SessionEnded     | SessionEnded     | WRONG_PHASE
      SubmitAnswer  | SESSION_NOT_FOUND | WRONG_PHASE                | AnswersSubmitted | QUESTION_PAUSED  | WRONG_PHASE      | WRONG_PHASE      | WRONG_PHASE
      TimeUp        | -                 | -                          | QuestionRevealed | -                | -                | -                | -
      HostLeft      | -                 | -                          | HostLeft         | HostLeft         | HostLeft         | HostLeft         | -
      HostReturned  | -                 | -                          | -                | -                | -                | -                | -
      Expire        | -                 | -                          | SessionEnded     | SessionEnded     | SessionEnded     | SessionEnded     | -
      """;

  private static final Map<String, Session> PHASES =
      byType(
          List.of(
              Session.vacant(),
              Sample.waiting(),
              Sample.open(),
              Sample.pausedAt22(),
              Sample.revealedAt25(),
              Sample.leaderboard(),
              Sample.endedAt100()));

  private static final Map<String, Command> COMMANDS =
      byType(
          List.of(
              Sample.reserve(Sample.at(20)),
              Sample.creating(Sample.OTHER_HOST, Sample.hash("elsewhere"), Sample.at(20)),
              new Command.UpdateSession(withTitle("Saturday"), Sample.at(20)),
              Sample.join(Sample.CLEO, Sample.at(20)),
              new Command.GiveUpSeat(Sample.ANNA, Optional.empty(), Sample.at(20)),
              new Command.Start(Sample.seed("start"), Sample.at(20)),
              new Command.Pause(Sample.at(20)),
              new Command.Resume(Sample.at(20)),
              new Command.Reveal(Sample.at(20)),
              new Command.Next(Sample.at(20)),
              new Command.End(Sample.at(20)),
              Sample.answer(Sample.ANNA, Sample.right(Sample.FIRST), Sample.at(20)),
              new Command.TimeUp(Sample.FIRST.id(), Sample.at(40), Sample.at(40)),
              new Command.HostLeft(Sample.at(20)),
              new Command.HostReturned(Sample.at(20)),
              new Command.Expire(EndCause.HOST_IDLE, Sample.at(20))));

  @Test
  void everyCommandIsDecidedInEveryPhase() {
    List<String> expected = new ArrayList<>();
    for (Class<?> phase : Session.class.getPermittedSubclasses()) {
      for (Class<?> command : Command.class.getPermittedSubclasses()) {
        expected.add(command.getSimpleName() + " in " + phase.getSimpleName());
      }
    }
    assertThat(cells().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(PHASES).hasSize(Session.class.getPermittedSubclasses().length);
    assertThat(COMMANDS).hasSize(Command.class.getPermittedSubclasses().length);
  }

  @TestFactory
  Stream<DynamicTest> asTheTableSays() {
    return cells().entrySet().stream()
        .map(
            cell ->
                dynamicTest(
                    cell.getKey() + ": " + cell.getValue(),
                    () -> assertThat(outcome(cell.getKey())).isEqualTo(cell.getValue())));
  }

  /** What the rules say, in the table's words; events must be able to follow. */
  private static String outcome(String pair) {
    String[] names = pair.split(" in ", -1);
    Session session = of(PHASES, names[1]);
    return switch (Session.decide(session, of(COMMANDS, names[0]))) {
      case Decision.Refused refused -> refused.refusal().name();
      case Decision.Accepted accepted -> {
        Session.evolve(session, accepted.events());
        yield accepted.events().isEmpty() ? "-" : named(accepted.events());
      }
    };
  }

  private static String named(List<Event> events) {
    return events.stream()
        .map(event -> event.getClass().getSimpleName())
        .collect(Collectors.joining("+"));
  }

  private static Map<String, String> cells() {
    List<List<String>> rows =
        TABLE
            .lines()
            .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    Map<String, String> cells = new TreeMap<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int column = 1; column < row.size(); column++) {
        cells.put(row.getFirst() + " in " + rows.getFirst().get(column), row.get(column));
      }
    }
    return cells;
  }

  private static <T> Map<String, T> byType(List<T> samples) {
    return samples.stream()
        .collect(Collectors.toMap(sample -> sample.getClass().getSimpleName(), sample -> sample));
  }

  private static <T> T of(Map<String, T> samples, String name) {
    return requireNonNull(samples.get(name), name);
  }

  private static Plan withTitle(String title) {
    return new Plan(title, Sample.PLAN.timerSeconds(), Sample.PLAN.wines());
  }
}
