package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The right answer: told to nobody before the reveal, then to everybody what is theirs. */
@AtTable
class RevealTest {
  private final Table table;

  RevealTest(Table table) {
    this.table = table;
  }

  @Test
  void everybodyGetsTheirOwnResultAndTheHostAll() {
    Evening evening = Evening.open(table, 3);
    Heard question = evening.player(0).hears("game:question");
    String right = evening.player(0).answers(question, "right");
    evening.player(1).answers(question, "a");
    evening.host().hears("game:participant_answered", n -> n.number("answeredCount") == 2);

    Heard all = evening.move(Words.REVEAL, "game:answer_revealed");

    List<Heard> own = evening.allHear("game:answer_revealed");
    assertThat(own).extracting(r -> r.number("myPoints")).containsExactly(100, 0, 0);
    assertThat(own).extracting(r -> r.number("myTotalScore")).containsExactly(100, 0, 0);
    assertThat(own).extracting(r -> r.text("correctOptionId")).containsOnly(right);
    assertThat(own).noneMatch(r -> r.has("results"));
    assertThat(all.text("correctOptionId")).isEqualTo(right);
    assertThat(all.at("results").findValuesAsText("points")).containsExactly("100", "0", "0");
    assertThat(all.at("results").findValuesAsText("totalScore")).containsExactly("100", "0", "0");
    assertThat(all.at("results").path(0).path("pseudonym").asText())
        .isEqualTo(evening.names().get(0));
  }

  @Test
  void theOptionsAreTheSameForAllAndDoNotSayWhichIsRight() {
    Evening evening = Evening.open(table, 2);
    List<Heard> questions = evening.allHear("game:question");
    assertThat(questions.get(0).at("options")).isEqualTo(questions.get(1).at("options"));
    assertThat(questions.get(0).at("options")).hasSize(4);
    questions
        .get(0)
        .at("options")
        .forEach(
            option -> assertThat(option.fieldNames()).toIterable().containsExactly("id", "text"));
    assertThat(questions.get(0).text("prompt")).isEqualTo("What colour is in the glass?");
    assertThat(questions.get(0).number("totalQuestions")).isEqualTo(2);
    assertThat(questions.get(0).number("totalRounds")).isEqualTo(2);
    assertThat(questions.get(0).millis("timerMs")).isEqualTo(60_000);
  }

  @Test
  void nothingThatReachesAParticipantBeforeTellsTheRightOption() {
    Evening evening = Evening.waiting(table, 1);
    Guest player = evening.player(0);
    evening.host().says(Words.update("Saturday", 60)).hears("host:session_updated");
    Guest watcher = table.guest(evening.code());
    watcher.says(Words.WATCH);
    evening.move(Words.START, "game:question");
    Heard question = player.hears("game:question");
    player.answers(question, "right");
    player.hears("game:answer_accepted");
    evening.move(Words.PAUSE, "game:timer_paused");
    player.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");

    for (Guest guest : List.of(player, watcher)) {
      assertThat(guest.untilQuiet())
          .noneMatch(m -> m.has("correctOptionId") || m.has("wines"))
          .noneMatch(m -> m.toString().contains("correctAnswer"));
    }
  }

  @Test
  void aPausedQuestionCanBeRevealedToo() {
    Evening evening = Evening.open(table, 1);
    evening.move(Words.PAUSE, "game:timer_paused");
    evening.move(Words.REVEAL, "game:answer_revealed");
    evening.player(0).hears("game:answer_revealed");
  }

  @Test
  void aVisitorGetsTheQuestionButNobodysResult() {
    Evening evening = Evening.open(table, 1);
    Guest visitor = table.guest(evening.code());
    visitor.hears("server:state_snapshot");
    evening.move(Words.PAUSE, "game:timer_paused");
    visitor.hears("game:timer_paused");
    evening.move(Words.REVEAL, "game:answer_revealed");

    assertThat(visitor.untilQuiet()).noneMatch(m -> m.type().equals("game:answer_revealed"));
  }

  @Test
  void whoeverIsNotThereIsScoredToo() {
    Evening evening = Evening.open(table, 2);
    evening.player(0).answers(evening.player(0).hears("game:question"), "right");
    evening.player(0).hears("game:answer_accepted");
    evening.player(0).leaves(1006);

    evening.move(Words.REVEAL, "game:answer_revealed");

    Guest back = table.guest(evening.code());
    back.says(Words.rejoin(evening.tokens().get(0)));
    assertThat(back.hears("participant:state_snapshot").number("score")).isEqualTo(100);
  }
}
