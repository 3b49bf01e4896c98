package carafe.it.chaos.check;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules of scoring, worked out anew from what phones sent and were promised. */
final class Scores {
  private static final int RIGHT = 100;

  private Scores() {}

  static Set<Integer> points(Answers answers, String right) {
    Set<Integer> points = new TreeSet<>();
    for (Optional<String> option : answers.possible()) {
      points.add(option.filter(right::equals).isPresent() ? RIGHT : 0);
    }
    return points;
  }

  /** Every total that the possible answers to all questions can make. */
  static Set<Integer> totals(PhoneNotes phone, Map<String, String> right) {
    Set<Integer> totals = Set.of(0);
    for (var question : right.entrySet()) {
      Set<Integer> points =
          points(Answers.to(question.getKey(), phone, Optional.empty()), question.getValue());
      Set<Integer> sums = new HashSet<>();
      totals.forEach(total -> points.forEach(more -> sums.add(total + more)));
      totals = sums;
    }
    return new TreeSet<>(totals);
  }
}
