package carafe.rules.names;

import carafe.rules.chance.Draws;
import carafe.rules.chance.Seed;
import java.util.function.Predicate;

/** Makes the names participants play under, such as {@code TannicFalcon}. */
public final class Pseudonyms {
  /** How many different names there are without a number. */
  public static final int PAIRS = Words.ADJECTIVES.size() * Words.NOUNS.size();

  private static final int TRIES = 16;

  private Pseudonyms() {}

  /**
   * A name that nobody has. Once the pairs are used up a number follows: {@code TannicFalcon2}.
   *
   * <p>While a pair is free it is found, if need be by going through all of them; all joins of a
   * session together pay for that about as much as for one name each. Among numbered names a few
   * tries are enough: the next number is as good.
   *
   * @param taken whether somebody has a name
   * @param takenCount how many names are taken
   */
  public static String free(Predicate<String> taken, int takenCount, Seed seed) {
    var draws = seed.draws("pseudonym");
    if (takenCount < PAIRS) {
      return freePair(taken, draws);
    }
    for (int number = takenCount / PAIRS + 1; ; number++) {
      for (int i = 0; i < TRIES; i++) {
        String name = pair(draws.below(PAIRS)) + number;
        if (!taken.test(name)) {
          return name;
        }
      }
    }
  }

  private static String freePair(Predicate<String> taken, Draws draws) {
    for (int i = 0; i < TRIES; i++) {
      String name = pair(draws.below(PAIRS));
      if (!taken.test(name)) {
        return name;
      }
    }
    int start = draws.below(PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      String name = pair((start + i) % PAIRS);
      if (!taken.test(name)) {
        return name;
      }
    }
    throw new IllegalArgumentException("fewer names are counted than taken");
  }

  private static String pair(int index) {
    int nouns = Words.NOUNS.size();
    return Words.ADJECTIVES.get(index / nouns) + Words.NOUNS.get(index % nouns);
  }
}
