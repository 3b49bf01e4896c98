package carafe.rules.plan;

import java.util.List;
import java.util.Objects;

/** One question of a wine as the host wrote it: the right answer and exactly three wrong ones. */
public record Question(Category category, String correctAnswer, List<String> distractors) {
  /** How many wrong answers stand beside the right one. */
  public static final int DISTRACTORS = 3;

  public Question {
    Objects.requireNonNull(category);
    Objects.requireNonNull(correctAnswer);
    distractors = List.copyOf(distractors);
    if (distractors.size() != DISTRACTORS) {
      throw new IllegalArgumentException("a question has exactly 3 distractors");
    }
  }
}
