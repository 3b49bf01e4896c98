package carafe.rules.session;

import static carafe.rules.session.Sample.PLAN;
import static carafe.rules.session.Sample.seed;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a plan becomes a game. */
class DealTest {
  @Test
  void everyQuestionIsAskedWithItsFourAnswers() {
    var rounds = Deal.rounds(PLAN, seed("deal"));

    assertThat(rounds).extracting(Round::wine).containsExactly("Barolo", "Chablis");
    for (int wine = 0; wine < rounds.size(); wine++) {
      List<Question> questions = PLAN.wines().get(wine).questions();
      List<Asked> asked = rounds.get(wine).questions();
      assertThat(asked).hasSameSizeAs(questions);
      for (int i = 0; i < asked.size(); i++) {
        assertThat(asked.get(i).category()).isEqualTo(questions.get(i).category());
        assertThat(asked.get(i).options())
            .extracting(Option::text)
            .containsExactlyInAnyOrderElementsOf(answers(questions.get(i)));
        assertThat(correctText(asked.get(i))).isEqualTo(questions.get(i).correctAnswer());
      }
    }
  }

  @Test
  void theSameSeedDealsTheSame() {
    assertThat(Deal.rounds(PLAN, seed("a"))).isEqualTo(Deal.rounds(PLAN, seed("a")));
    assertThat(Deal.rounds(PLAN, seed("a"))).isNotEqualTo(Deal.rounds(PLAN, seed("b")));
  }

  @Test
  void idsAreUniqueAndSayNothing() {
    Set<String> ids = new HashSet<>();
    var asked = manyQuestions();
    for (Asked question : asked) {
      ids.add(question.id());
      question.options().forEach(option -> ids.add(option.id()));
    }

    assertThat(ids).hasSize(asked.size() * 5).allMatch(id -> id.matches("[a-z2-9]{16}"));
  }

  @Test
  void theRightAnswerStandsInEveryPlaceAboutAsOften() {
    int[] places = new int[4];
    for (Asked question : manyQuestions()) {
      places[question.options().stream().map(Option::id).toList().indexOf(question.correct())]++;
    }

    // 1000 questions: 250 each, standard deviation 14; the seed is fixed, so this never flickers.
    assertThat(Arrays.stream(places)).allMatch(count -> count > 180 && count < 320);
  }

  @Test
  void questionsOfOneGameAreShuffledEachForItself() {
    var orders =
        manyQuestions().stream()
            .map(question -> question.options().stream().map(Option::text).toList())
            .distinct()
            .count();

    assertThat(orders).isEqualTo(24);
  }

  private static List<Asked> manyQuestions() {
    var question = PLAN.wines().getFirst().questions().getFirst();
    var wine = new Wine("wine", IntStream.range(0, 20).mapToObj(_ -> question).toList());
    var plan = new Plan("many", 30, IntStream.range(0, 50).mapToObj(_ -> wine).toList());
    return Deal.rounds(plan, seed("many")).stream()
        .flatMap(round -> round.questions().stream())
        .toList();
  }

  private static List<String> answers(Question question) {
    return Stream.concat(Stream.of(question.correctAnswer()), question.distractors().stream())
        .toList();
  }

  private static String correctText(Asked asked) {
    return asked.options().stream()
        .filter(option -> option.id().equals(asked.correct()))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
