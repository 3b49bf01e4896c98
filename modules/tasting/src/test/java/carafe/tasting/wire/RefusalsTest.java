package carafe.tasting.wire;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.session.Phase;
import carafe.rules.session.Refusal;
import carafe.tasting.wire.FromClient.HostCommand;
import carafe.tasting.wire.FromClient.Move;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each refusal has its code, and says what was wrong and what would be right. */
final class RefusalsTest {
  private static final List<ErrorMessage> OWN =
      List.of(
          Refusals.notHost(),
          Refusals.notJoined(),
          Refusals.invalidToken(),
          Refusals.invalidHostId(),
          Refusals.hostKeyRequired(),
          Refusals.sessionNotFound(),
          Refusals.otherCode(),
          Refusals.hostCannotJoin(),
          Refusals.tooManyConnections(),
          Refusals.tooManyWrongHosts(),
          Refusals.rateLimited(),
          Refusals.tooManyCodes(),
          Refusals.noCode(),
          Refusals.tooLarge(),
          Refusals.unavailable());

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void eachRefusalOfTheRulesHasTheCodeOfItsName(Refusal refusal) {
    ErrorMessage error = Refusals.of(refusal, Phase.WAITING, "host:pause");

    assertThat(error.code().name()).isEqualTo(refusal.name());
  }

  @Test
  void aWrongPhaseNamesBothPhases() {
    assertThat(wrongPhase(Move.PAUSE, Phase.WAITING))
        .isEqualTo("host:pause is possible in question_open, but the session is in waiting.");
    assertThat(wrongPhase(Move.REVEAL, Phase.ENDED))
        .isEqualTo(
            "host:reveal is possible in question_open or question_paused, but the session is in"
                + " ended.");
  }

  @Test
  void anAnswerThatCameTooLateIsNotToldThatItsPhaseIsWrong() {
    assertThat(Refusals.of(Refusal.WRONG_PHASE, Phase.QUESTION_OPEN, "submit_answer").message())
        .isEqualTo(
            "submit_answer is possible in question_open until the question's time is over, and that"
                + " time is over.");
  }

  @Test
  void aWrongPhaseOfAnUnknownCommandDoesNotShowIt() {
    assertThat(Refusals.of(Refusal.WRONG_PHASE, Phase.ENDED, "<b>").message())
        .isEqualTo("This is not possible now: the session is in ended.");
  }

  @Test
  void everyCodeIsSaidBySomething() {
    Set<ErrorCode> said =
        Stream.concat(
                OWN.stream(),
                Stream.of(Refusal.values()).map(r -> Refusals.of(r, Phase.WAITING, "host:pause")))
            .map(ErrorMessage::code)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ErrorCode.class)));

    // Those are said at reading, see BadInputTest.
    said.addAll(List.of(ErrorCode.UNKNOWN_TYPE, ErrorCode.INVALID_SESSION));
    assertThat(said).containsExactly(ErrorCode.values());
  }

  @Test
  void eachIsASentence() {
    assertThat(OWN).allSatisfy(error -> assertThat(error.message()).matches("[A-Z].+ .+\\."));
  }

  private static String wrongPhase(Move move, Phase phase) {
    return Refusals.of(Refusal.WRONG_PHASE, phase, new HostCommand(move)).message();
  }
}
