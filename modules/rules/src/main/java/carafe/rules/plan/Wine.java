package carafe.rules.plan;

import java.util.List;
import java.util.Objects;

/** One wine of a tasting, which is one round of the game, with its questions in order. */
public record Wine(String name, List<Question> questions) {
  public Wine {
    Objects.requireNonNull(name);
    questions = List.copyOf(questions);
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("a wine has at least one question");
    }
  }
}
