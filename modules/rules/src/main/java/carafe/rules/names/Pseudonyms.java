package carafe.rules.names;

import carafe.rules.chance.Draws;
import carafe.rules.chance.Seed;
import java.math.BigInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the names participants play under, such as {@code TannicFalcon}. */
public final class Pseudonyms {
  /** How many different names there are without a number. */
  public static final int PAIRS = Words.ADJECTIVES.size() * Words.NOUNS.size();

  private static final int TRIES_WITH_NUMBER = 16;

  private Pseudonyms() {}

  /**
   * A name that nobody has. Once the pairs are used up a number follows: {@code TannicFalcon2}.
   *
   * <p>A pair that is free is always found; with numbers a few tries are enough, for the next
   * number is as good. So the last pairs of thousands cost little more than the first.
   *
   * @param taken whether somebody has a name
   * @param takenCount how many names are taken
   */
  public static String free(Predicate<String> taken, int takenCount, Seed seed) {
    var draws = seed.draws("pseudonym");
    int first = takenCount / PAIRS + 1;
    // Of one number more than there are names taken, one is wholly free.
    for (int number = first; number <= first + takenCount; number++) {
      var name = walk(number, draws).filter(taken.negate()).findFirst();
      if (name.isPresent()) {
        return name.get();
      }
    }
    throw new IllegalArgumentException("more names are taken than counted");
  }

  /** Names with this number, each once, in an order that is drawn. */
  private static Stream<String> walk(int number, Draws draws) {
    long start = draws.below(PAIRS);
    long stride = coprime(1 + draws.below(PAIRS - 1));
    String suffix = number == 1 ? "" : Integer.toString(number);
    return IntStream.range(0, number == 1 ? PAIRS : TRIES_WITH_NUMBER)
        .mapToObj(i -> pair((int) ((start + i * stride) % PAIRS)) + suffix);
  }

  /** This stride, or the next that leads to every pair; {@code PAIRS - 1} always does. */
  private static int coprime(int stride) {
    return BigInteger.valueOf(stride).gcd(BigInteger.valueOf(PAIRS)).equals(BigInteger.ONE)
        ? stride
        : coprime(stride + 1);
  }

  private static String pair(int index) {
    int nouns = Words.NOUNS.size();
    return Words.ADJECTIVES.get(index / nouns) + Words.NOUNS.get(index % nouns);
  }
}
