package carafe.rules.identity;

import java.util.Objects;

/** The SHA-256 of a secret (a token, a key, a connection id): what the journal keeps of it. */
public record Hash(String hex) {
  private static final int HEX_DIGITS = 64;

  public Hash {
    Objects.requireNonNull(hex);
    if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(Hash::isHexDigit)) {
      throw new IllegalArgumentException("a hash is 64 lower-case hexadecimal digits");
    }
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
