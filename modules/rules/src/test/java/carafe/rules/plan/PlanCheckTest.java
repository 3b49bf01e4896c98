package carafe.rules.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import carafe.rules.plan.PlanCheck.Draft;
import carafe.rules.plan.PlanCheck.DraftQuestion;
import carafe.rules.plan.PlanCheck.DraftWine;
import carafe.rules.plan.PlanCheck.Invalid;
import carafe.rules.plan.PlanCheck.Outcome;
import carafe.rules.plan.PlanCheck.Valid;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may write, and what is said of everything else. */
class PlanCheckTest {
  private static final DraftQuestion QUESTION = question("red", "white", "rosé", "orange");
  private static final DraftWine WINE = new DraftWine("Barolo", List.of(QUESTION));

  @Test
  void aPlanComesOutAsItWentIn() {
    assertThat(PlanCheck.check(new Draft("Friday", 30, List.of(WINE))))
        .isEqualTo(
            new Valid(
                new Plan(
                    "Friday",
                    30,
                    List.of(
                        new Wine(
                            "Barolo",
                            List.of(
                                new Question(
                                    Category.COLOR,
                                    "red",
                                    List.of("white", "rosé", "orange"))))))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\u00a0\u3000\n"})
  void withoutATitleItIsTheFirstWines(String title) {
    assertThat(valid(new Draft(title, 30, List.of(WINE))).title()).isEqualTo("Barolo");
  }

  // How many, how long.

  @ParameterizedTest
  @ValueSource(ints = {15, 120})
  void theTimerHasItsBounds(int seconds) {
    assertThat(valid(new Draft("t", seconds, List.of(WINE))).timerSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 121, 0, -30, Integer.MAX_VALUE})
  void theTimerStaysInItsBounds(int seconds) {
    assertInvalid(new Draft("t", seconds, List.of(WINE)), "timerSeconds", "15 to 120");
  }

  @Test
  void thereIsOneWineToFifty() {
    assertThat(valid(new Draft("t", 30, Collections.nCopies(50, WINE))).wines()).hasSize(50);
    assertInvalid(new Draft("t", 30, List.of()), "wines", "1 to 50");
    assertInvalid(new Draft("t", 30, Collections.nCopies(51, WINE)), "wines", "1 to 50");
  }

  @Test
  void aWineHasOneQuestionToTwenty() {
    assertThat(valid(wines(new DraftWine("w", Collections.nCopies(20, QUESTION)))).wines())
        .hasSize(1);
    assertInvalid(
        wines(WINE, new DraftWine("w", List.of())), "wines[1].questions", "1 to 20 questions");
    assertInvalid(
        wines(new DraftWine("w", Collections.nCopies(21, QUESTION))),
        "wines[0].questions",
        "1 to 20 questions");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "2", "4"})
  void aQuestionHasExactlyThreeDistractors(int count) {
    var distractors = List.of("a", "b", "c", "d").subList(0, count);

    assertInvalid(
        questions(QUESTION, new DraftQuestion("color", "red", distractors)),
        "wines[0].questions[1].distractors",
        "has " + count + " entries; it needs exactly 3");
  }

  @ParameterizedTest
  @EnumSource
  void everyCategoryHasAWireName(Category category) {
    var draft = new DraftQuestion(category.wireName(), "red", List.of("a", "b", "c"));

    assertThat(valid(questions(draft)).wines().getFirst().questions().getFirst().category())
        .isEqualTo(category);
  }

  @Test
  void theWireNamesAreThoseOfTheEventReference() {
    assertThat(Category.values())
        .extracting(Category::wireName)
        .containsExactly("color", "country", "grape_variety", "vintage_year", "wine_name");
  }

  @Test
  void everyCategoryIsAskedInItsOwnWords() {
    assertThat(Category.values())
        .extracting(Category::prompt)
        .containsExactly(
            "What colour is in the glass?",
            "Which country does it come from?",
            "Which grape is it made of?",
            "Which year was it harvested?",
            "Which wine is it?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "COLOR", "colour", " color", "grapeVariety"})
  void anotherCategoryIsRefused(String category) {
    assertInvalid(
        questions(new DraftQuestion(category, "red", List.of("a", "b", "c"))),
        "wines[0].questions[0].category",
        "color, country, grape_variety, vintage_year, wine_name");
  }

  // Texts.

  @Test
  void everyTextIsCheckedUnderItsOwnName() {
    String bad = "bell\u0007";
    assertInvalid(new Draft(bad, 30, List.of(WINE)), "title", "control");
    assertInvalid(wines(WINE, new DraftWine(bad, List.of(QUESTION))), "wines[1].name", "control");
    assertInvalid(
        questions(QUESTION, question(bad, "b", "c", "d")),
        "wines[0].questions[1].correctAnswer",
        "control");
    assertInvalid(
        questions(question("a", bad, "c", "d")), "wines[0].questions[0].distractors[0]", "control");
    assertInvalid(
        questions(question("a", "b", "c", bad)), "wines[0].questions[0].distractors[2]", "control");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u00a0", "\u2003\u3000", "\u200b", "\ufeff", "\r\n"})
  void anEmptyTextIsRefused(String text) {
    assertInvalid(name(text), "wines[0].name", "is empty; it needs 1 to 200 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Barolo",
        "Barolo\t",
        "\n Barolo \r\n",
        "\u00a0Barolo\u3000",
        "\ufeffBarolo\u200b"
      })
  void theSpaceAroundATextGoes(String text) {
    assertThat(nameOf(valid(name(text)))).isEqualTo("Barolo");
  }

  @Test
  void theSpaceWithinATextStays() {
    assertThat(nameOf(valid(name("Château\u00a0 Margaux")))).isEqualTo("Château\u00a0 Margaux");
  }

  @Test
  void textsAreCountedInCodePoints() {
    assertThat(nameOf(valid(name("x".repeat(200))))).hasSize(200);
    assertThat(nameOf(valid(name("🍷".repeat(200))))).hasSize(400);
    assertThat(nameOf(valid(name("  " + "x".repeat(200) + "  ")))).hasSize(200);
    assertInvalid(name("x".repeat(201)), "wines[0].name", "is too long");
    assertInvalid(name("🍷".repeat(201)), "wines[0].name", "is too long");
  }

  @Test
  void textsAreCountedAfterComposing() {
    assertThat(nameOf(valid(name("e\u0301".repeat(200))))).isEqualTo("é".repeat(200));
    String omega = "\u03c9\u0313\u0300\u0345"; // four code points that become one
    assertThat(nameOf(valid(name(omega.repeat(200))))).isEqualTo("\u1fa2".repeat(200));
    assertInvalid(name("e\u0301".repeat(201)), "wines[0].name", "is too long");
  }

  @Test
  void aFloodOfAccentsIsRefusedAtOnce() {
    var draft = name("a" + "\u0301\u0323".repeat(60_000));

    assertTimeout(
        Duration.ofSeconds(1), () -> assertInvalid(draft, "wines[0].name", "is too long"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "🍷",
        "👩‍🌾🏽",
        "يين أحمر",
        "\u202bيين\u202c",
        "שָׁלוֹם",
        "नमस्ते",
        "ก็",
        "a\u0308\u0323",
        "\u2067x\u2069",
        "𝓦𝓲𝓷𝓮"
      })
  void textsOfAllTheWorldStayAsTheyAre(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);

    assertThat(nameOf(valid(name(text)))).isEqualTo(composed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\nb", "a\u001fb", "a\u007fb", "a\u0085b", "a\u009fb"})
  void aControlCharacterIsRefused(String text) {
    assertInvalid(name(text), "wines[0].name", "control character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83cb", "\udf77", "a\ud83c", "\udf77\ud83c"})
  void halfACharacterIsRefused(String text) {
    assertInvalid(name(text), "wines[0].name", "lone surrogate");
  }

  // Four different answers.

  @ParameterizedTest
  @CsvSource({
    "red, red",
    "Red, rED",
    "rosé, ROSE\u0301",
    "Straße, STRASSE",
    "Weiß, WEIẞ",
    "ΟΔΟΣ, οδος",
    "ΟΔΟΣ, οδοσ",
    "вино, ВИНО",
    "ﬁno, FINO",
    "'red', ' red '",
  })
  void answersThatDifferInCaseOnlyAreTheSame(String one, String other) {
    assertInvalid(
        questions(question(one, "b", other, "d")),
        "wines[0].questions[0].distractors[1]",
        "repeats another answer");
    assertInvalid(
        questions(question("a", one, "c", other)),
        "wines[0].questions[0].distractors[2]",
        "repeats another answer");
  }

  @Test
  void answersOfDifferentQuestionsMayBeTheSame() {
    valid(questions(QUESTION, QUESTION));
  }

  @Test
  void otherAnswersAreNotTheSame() {
    valid(questions(question("rose", "rosé", "rosè", "r0se")));
  }

  // The whole.

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "🍷", "\"", "\\"})
  void theWholePlanIsMeasuredAsJson(String letter) {
    assertThat(valid(sized(letter, PlanCheck.BYTES_MAX)).wines()).isNotEmpty();
    assertInvalid(
        sized(letter, PlanCheck.BYTES_MAX + 1),
        "wines",
        "are too much; the whole plan may have up to 128 KiB as JSON");
  }

  /** 150 questions of so many bytes as JSON: answers of a letter, and x in names for the rest. */
  private static Draft sized(String letter, int bytes) {
    int answers = 600;
    int each = json(letter).getBytes(UTF_8).length - 2;
    int repeats = (bytes - size(filled("", 0))) / answers / each;
    int rest = bytes - size(filled(letter.repeat(repeats), 0));
    var draft = filled(letter.repeat(repeats), rest);
    assertThat(size(draft)).isEqualTo(bytes);
    return draft;
  }

  private static Draft filled(String answer, int moreInNames) {
    var question = question(answer + "a", answer + "b", answer + "c", answer + "d");
    List<DraftWine> wines = new ArrayList<>();
    for (int more = moreInNames; wines.size() < 50; more -= Math.min(more, 199)) {
      wines.add(
          new DraftWine(
              "w" + "x".repeat(Math.min(more, 199)), List.of(question, question, question)));
    }
    return new Draft("t", 30, wines);
  }

  private static int size(Draft draft) {
    String wines =
        list(
            draft.wines(),
            wine ->
                "{\"name\":%s,\"questions\":%s}"
                    .formatted(json(wine.name()), list(wine.questions(), PlanCheckTest::json)));
    return "{\"title\":%s,\"timerSeconds\":%d,\"wines\":%s}"
        .formatted(json(draft.title()), draft.timerSeconds(), wines)
        .getBytes(UTF_8)
        .length;
  }

  private static String json(DraftQuestion question) {
    return "{\"category\":%s,\"correctAnswer\":%s,\"distractors\":%s}"
        .formatted(
            json(question.category()),
            json(question.correctAnswer()),
            list(question.distractors(), PlanCheckTest::json));
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static <T> String list(List<T> elements, Function<T, String> json) {
    return elements.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void whatIsWrongIsNeverRepeated() {
    var invalid = (Invalid) PlanCheck.check(name("secret\u0007"));

    assertThat(invalid.message()).doesNotContain("secret").startsWith("wines[0].name ");
  }

  private static Plan valid(Draft draft) {
    Outcome outcome = PlanCheck.check(draft);
    assertThat(outcome).isInstanceOf(Valid.class);
    return ((Valid) outcome).plan();
  }

  private static void assertInvalid(Draft draft, String field, String message) {
    assertThat(PlanCheck.check(draft))
        .isInstanceOfSatisfying(
            Invalid.class,
            invalid -> {
              assertThat(invalid.field()).isEqualTo(field);
              assertThat(invalid.message()).startsWith(field).contains(message);
            });
  }

  private static Draft name(String name) {
    return wines(new DraftWine(name, List.of(QUESTION)));
  }

  private static String nameOf(Plan plan) {
    return plan.wines().getFirst().name();
  }

  private static Draft questions(DraftQuestion... questions) {
    return wines(new DraftWine("Barolo", List.of(questions)));
  }

  private static Draft wines(DraftWine... wines) {
    return new Draft("Friday", 30, List.of(wines));
  }

  private static DraftQuestion question(String right, String... wrong) {
    return new DraftQuestion("color", right, List.of(wrong));
  }
}
