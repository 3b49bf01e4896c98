package carafe.rules.identity;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The SHA-256 of a secret (a token, a key, a connection id): what the journal keeps of it.
 *
 * <p>Its 256 bits as numbers, most significant first: a room keeps two for each of its players.
 */
public record Hash(long first, long second, long third, long fourth) {
  private static final int BYTES = 32;
  private static final int HEX_DIGITS = 2 * BYTES;
  private static final HexFormat HEX = HexFormat.of();

  /** As a digest gives it. */
  public static Hash ofBytes(byte[] sha256) {
    if (sha256.length != BYTES) {
      throw new IllegalArgumentException("a hash has " + BYTES + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.wrap(sha256);
    return new Hash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  /** As the journal writes it. */
  public static Hash ofHex(String hex) {
    Objects.requireNonNull(hex);
    if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(Hash::isHexDigit)) {
      throw new IllegalArgumentException("a hash is 64 lower-case hexadecimal digits");
    }
    return ofBytes(HEX.parseHex(hex));
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HEX.toHexDigits(first)
        + HEX.toHexDigits(second)
        + HEX.toHexDigits(third)
        + HEX.toHexDigits(fourth);
  }

  /** Whether both are the same, in a time that does not tell how much of them is. */
  public boolean matches(Hash other) {
    long differences =
        (first ^ other.first)
            | (second ^ other.second)
            | (third ^ other.third)
            | (fourth ^ other.fourth);
    return differences == 0;
  }

  @Override
  public String toString() {
    return hex();
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
