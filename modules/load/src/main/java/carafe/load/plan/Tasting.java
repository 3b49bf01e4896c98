package carafe.load.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A tasting that nobody has to know anything for.
 *
 * @param rounds one wine each
 */
public record Tasting(String title, List<Round> rounds) {
  public static final int ROUNDS_MAX = 50;
  public static final int QUESTIONS_MAX = 20;

  /** As long as the server allows: the tool reveals by itself. */
  public static final int TIMER_SECONDS = 120;

  public record Round(String wine, List<Question> questions) {
    public Round {
      questions = List.copyOf(questions);
    }
  }

  /**
   * @param right the correct answer
   */
  public record Question(String category, String right, List<String> wrong) {
    public Question {
      wrong = List.copyOf(wrong);
    }

    /** Whether these are its options, in whatever order. */
    public boolean has(List<String> texts) {
      return texts.size() == wrong.size() + 1 && texts.contains(right) && texts.containsAll(wrong);
    }
  }

  private static final List<Question> POOL =
      List.of(
          new Question("color", "Ruby", List.of("Gold", "Salmon", "Straw")),
          new Question("country", "Portugal", List.of("Chile", "Greece", "Hungary")),
          new Question("grape_variety", "Gamay", List.of("Syrah", "Riesling", "Furmint")),
          new Question("vintage_year", "2019", List.of("2016", "2018", "2021")),
          new Question(
              "wine_name", "First glass", List.of("Last glass", "Tall glass", "No glass")));

  public Tasting {
    rounds = List.copyOf(rounds);
  }

  public static Tasting of(int rounds, int questionsEach) {
    List<Round> all = new ArrayList<>();
    int next = 0;
    for (int round = 0; round < rounds; round++) {
      List<Question> questions = new ArrayList<>();
      for (int i = 0; i < questionsEach; i++) {
        questions.add(POOL.get(next++ % POOL.size()));
      }
      all.add(new Round("Wine " + (round + 1), questions));
    }
    return new Tasting("carafe load", all);
  }

  /** All its questions. */
  public int size() {
    return rounds.stream().mapToInt(round -> round.questions().size()).sum();
  }

  /** The nth question, from 0. */
  public Question question(int nth) {
    int each = rounds.getFirst().questions().size();
    return rounds.get(nth / each).questions().get(nth % each);
  }

  /** Which question it is that the server calls so; -1: there is none. */
  public int nth(int round, int index) {
    int each = rounds.getFirst().questions().size();
    return round < 0 || round >= rounds.size() || index < 0 || index >= each
        ? -1
        : round * each + index;
  }

  /** Whether a leaderboard follows this question. */
  public boolean endsRound(int nth) {
    return (nth + 1) % rounds.getFirst().questions().size() == 0;
  }
}
