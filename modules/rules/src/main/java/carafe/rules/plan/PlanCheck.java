package carafe.rules.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what a host wrote into a {@link Plan}, or says which field is wrong and what is right. */
public final class PlanCheck {
  public static final int WINES_MAX = 50;
  public static final int QUESTIONS_MAX = 20;
  public static final int TIMER_SECONDS_MIN = 15;
  public static final int TIMER_SECONDS_MAX = 120;

  /** The whole plan, as its shortest JSON in UTF-8. */
  public static final int BYTES_MAX = 128 * 1024;

  /** A plan as it was sent: well typed, nothing else checked. A missing title is empty. */
  public record Draft(String title, int timerSeconds, List<DraftWine> wines) {
    public Draft {
      wines = List.copyOf(wines);
    }
  }

  /** A wine as it was sent. */
  public record DraftWine(String name, List<DraftQuestion> questions) {
    public DraftWine {
      questions = List.copyOf(questions);
    }
  }

  /** A question as it was sent; the category by its wire name, such as {@code grape_variety}. */
  public record DraftQuestion(String category, String correctAnswer, List<String> distractors) {
    public DraftQuestion {
      distractors = List.copyOf(distractors);
    }
  }

  /** What a check comes to. */
  public sealed interface Outcome {}

  /** The plan may be played. */
  public record Valid(Plan plan) implements Outcome {}

  /**
   * The plan cannot be played.
   *
   * @param field path of the wrong field, such as {@code wines[0].questions[2].distractors}
   * @param message what was wrong and what would be right; never holds the wrong value
   */
  public record Invalid(String field, String message) implements Outcome {}

  private PlanCheck() {}

  /** Checks a draft by PROTOCOL.md section 3 (create_session); texts come out in NFC, trimmed. */
  public static Outcome check(Draft draft) {
    try {
      return new Valid(plan(draft));
    } catch (Fault fault) {
      return new Invalid(fault.field, fault.field + " " + fault.getMessage());
    }
  }

  private static Plan plan(Draft draft) throws Fault {
    require(
        draft.timerSeconds() >= TIMER_SECONDS_MIN && draft.timerSeconds() <= TIMER_SECONDS_MAX,
        "timerSeconds",
        "is out of bounds; a question may take 15 to 120 seconds");
    List<Wine> wines = wines(draft.wines());
    String title = Texts.clean(draft.title());
    var plan =
        new Plan(
            title.isEmpty() ? wines.getFirst().name() : text(title, "title"),
            draft.timerSeconds(),
            wines);
    require(
        PlanBytes.of(plan) <= BYTES_MAX,
        "wines",
        "are too much; the whole plan may have up to 128 KiB as JSON");
    return plan;
  }

  private static List<Wine> wines(List<DraftWine> drafts) throws Fault {
    require(!drafts.isEmpty(), "wines", "is empty; a tasting has 1 to 50 wines");
    require(drafts.size() <= WINES_MAX, "wines", "has too many; a tasting has 1 to 50 wines");
    List<Wine> wines = new ArrayList<>();
    for (DraftWine draft : drafts) {
      wines.add(wine(draft, "wines[" + wines.size() + "]"));
    }
    return wines;
  }

  private static Wine wine(DraftWine draft, String path) throws Fault {
    String name = text(draft.name(), path + ".name");
    String field = path + ".questions";
    require(!draft.questions().isEmpty(), field, "is empty; a wine has 1 to 20 questions");
    require(
        draft.questions().size() <= QUESTIONS_MAX,
        field,
        "has too many; a wine has 1 to 20 questions");
    List<Question> questions = new ArrayList<>();
    for (DraftQuestion question : draft.questions()) {
      questions.add(question(question, field + "[" + questions.size() + "]"));
    }
    return new Wine(name, questions);
  }

  private static Question question(DraftQuestion draft, String path) throws Fault {
    Category category =
        Category.ofWireName(draft.category())
            .orElseThrow(
                () ->
                    new Fault(
                        path + ".category",
                        "is unknown; it is one of color, country, grape_variety, vintage_year,"
                            + " wine_name"));
    String correctAnswer = text(draft.correctAnswer(), path + ".correctAnswer");
    String field = path + ".distractors";
    require(
        draft.distractors().size() == Question.DISTRACTORS,
        field,
        "has " + draft.distractors().size() + " entries; it needs exactly 3");
    Set<String> answers = new HashSet<>(List.of(Texts.ignoringCase(correctAnswer)));
    List<String> distractors = new ArrayList<>();
    for (String distractor : draft.distractors()) {
      String entry = field + "[" + distractors.size() + "]";
      String text = text(distractor, entry);
      require(
          answers.add(Texts.ignoringCase(text)),
          entry,
          "repeats another answer; the four must differ, not only in upper and lower case");
      distractors.add(text);
    }
    return new Question(category, correctAnswer, distractors);
  }

  private static String text(String raw, String field) throws Fault {
    String text = Texts.clean(raw);
    var fault = Texts.fault(text);
    require(fault.isEmpty(), field, fault.orElse(""));
    return text;
  }

  private static void require(boolean right, String field, String message) throws Fault {
    if (!right) {
      throw new Fault(field, message);
    }
  }

  /** The first thing that is wrong. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    Fault(String field, String message) {
      super(message, null, false, false);
      this.field = field;
    }
  }
}
