package carafe.rules.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
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

  /** Whether both are the same, in a time that does not tell how much of them is. */
  public boolean matches(Hash other) {
    return MessageDigest.isEqual(hex.getBytes(US_ASCII), other.hex.getBytes(US_ASCII));
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
