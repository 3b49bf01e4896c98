package carafe.rules.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * How large a plan is: the bytes of its shortest JSON in UTF-8, in the field names of {@code
 * create_session}. What a client wrote as {@code \\u0041} or with spaces counts as little as it
 * can.
 */
final class PlanBytes {
  private static final int QUOTES = 2;

  private PlanBytes() {}

  static int of(Plan plan) {
    return "{\"title\":,\"timerSeconds\":,\"wines\":}".length()
        + text(plan.title())
        + Integer.toString(plan.timerSeconds()).length()
        + array(plan.wines().stream().map(PlanBytes::of).toList());
  }

  private static int of(Wine wine) {
    return "{\"name\":,\"questions\":}".length()
        + text(wine.name())
        + array(wine.questions().stream().map(PlanBytes::of).toList());
  }

  private static int of(Question question) {
    return "{\"category\":,\"correctAnswer\":,\"distractors\":}".length()
        + text(question.category().wireName())
        + text(question.correctAnswer())
        + array(question.distractors().stream().map(PlanBytes::text).toList());
  }

  private static int array(List<Integer> elements) {
    int commas = elements.size() - 1;
    return "[]".length() + commas + elements.stream().mapToInt(Integer::intValue).sum();
  }

  private static int text(String text) {
    long escapes = text.chars().filter(c -> c == '"' || c == '\\').count();
    return QUOTES + text.getBytes(UTF_8).length + (int) escapes;
  }
}
