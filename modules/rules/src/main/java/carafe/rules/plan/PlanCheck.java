package carafe.rules.plan;

import java.util.List;

/** Turns what a host wrote into a {@link Plan}, or says which field is wrong and what is right. */
public final class PlanCheck {
  /** A plan as it was sent: well typed, nothing else checked. A missing title is empty. */
  public record Draft(String title, int timerSeconds, List<DraftWine> wines) {}

  /** A wine as it was sent. */
  public record DraftWine(String name, List<DraftQuestion> questions) {}

  /** A question as it was sent; the category by its wire name, such as {@code grape_variety}. */
  public record DraftQuestion(String category, String correctAnswer, List<String> distractors) {}

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
    throw new UnsupportedOperationException("PlanCheck.check: helper rules");
  }
}
