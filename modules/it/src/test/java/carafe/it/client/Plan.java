package carafe.it.client;

import java.util.List;
import java.util.Map;

/** What a host wants to ask; a test that knows the plan knows the right answers. */
public record Plan(String title, int timerSeconds, List<Wine> wines) {
  public record Wine(String name, List<Question> questions) {
    Object json() {
      return Map.of("name", name, "questions", questions.stream().map(Question::json).toList());
    }
  }

  public record Question(String category, String correctAnswer, List<String> distractors) {
    public Question {
      if (correctAnswer.chars().allMatch(Character::isLetter)) {
        Secrets.note(correctAnswer); // a year may stand in any log
      }
      distractors = List.copyOf(distractors);
    }

    Object json() {
      return Map.of(
          "category", category, "correctAnswer", correctAnswer, "distractors", distractors);
    }
  }

  /** One wine with one question. */
  public static Plan small(int timerSeconds) {
    return new Plan(
        "One glass",
        timerSeconds,
        List.of(new Wine("House red", List.of(color("Ruby", "Gold", "Pink", "Straw")))));
  }

  /** Two wines with two questions each. */
  public static Plan twoByTwo(int timerSeconds) {
    return new Plan(
        "Two by two",
        timerSeconds,
        List.of(
            new Wine(
                "Barolo",
                List.of(
                    color("Garnet", "Amber", "Lemon", "Salmon"),
                    new Question("country", "Italy", List.of("France", "Spain", "Chile")))),
            new Wine(
                "Riesling",
                List.of(
                    new Question("grape_variety", "Riesling", List.of("Gamay", "Syrah", "Malbec")),
                    new Question("vintage_year", "2019", List.of("2018", "2017", "2016"))))));
  }

  private static Question color(String right, String... wrong) {
    return new Question("color", right, List.of(wrong));
  }

  /** The fields of the messages that carry a plan. */
  public Map<String, Object> fields() {
    return Map.of(
        "title",
        title,
        "timerSeconds",
        timerSeconds,
        "wines",
        wines.stream().map(Wine::json).toList());
  }

  /** The question a {@code game:question} or a snapshot's {@code question} shows. */
  public Question questionOf(Message shown) {
    return wines
        .get((int) shown.number("roundIndex"))
        .questions()
        .get((int) shown.number("questionIndex"));
  }

  /** The id of the option that is right. */
  public String rightOption(Message shown) {
    return option(shown, questionOf(shown).correctAnswer());
  }

  /** The id of one of the options that are wrong, 0 to 2. */
  public String wrongOption(Message shown, int which) {
    return option(shown, questionOf(shown).distractors().get(which));
  }

  private static String option(Message shown, String text) {
    return shown.objects("options").stream()
        .filter(option -> option.text("text").equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no option \"" + text + "\" in " + shown))
        .text("id");
  }
}
