package carafe.rules.names;

import carafe.rules.chance.Seed;
import carafe.rules.identity.HostId;
import java.util.Locale;

/**
 * Makes host ids that can be read out and not be guessed, such as {@code TANNIC-FALCON-7KX2M9QA}.
 */
public final class HostNames {
  /** Without I, O, 0 and 1, which look like each other. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int SECRET_CHARACTERS = 8;

  private HostNames() {}

  public static HostId of(Seed seed) {
    var draws = seed.draws("host id");
    String words = draws.oneOf(Words.ADJECTIVES) + "-" + draws.oneOf(Words.NOUNS);
    String secret = draws.text(ALPHABET, SECRET_CHARACTERS);
    return new HostId(words.toUpperCase(Locale.ROOT) + "-" + secret);
  }
}
