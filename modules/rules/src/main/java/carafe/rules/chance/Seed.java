package carafe.rules.chance;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * 256 bits of chance that come in as data: the same seed always gives the same draws.
 *
 * @param hex 64 lower-case hexadecimal digits from a secure random source
 */
public record Seed(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Seed {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a seed is 64 lower-case hexadecimal digits");
    }
  }

  /** The seed of these 32 bytes. */
  public static Seed of(byte[] bytes) {
    return new Seed(HexFormat.of().formatHex(bytes));
  }

  /** All draws for one purpose; those for another tell nothing about them. */
  public Draws draws(String purpose) {
    return new Draws(HexFormat.of().parseHex(hex), purpose);
  }

  /** Hides the digits: whoever knows them knows every draw. */
  @Override
  public String toString() {
    return "Seed[…]";
  }
}
