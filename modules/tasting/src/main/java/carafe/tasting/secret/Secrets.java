package carafe.tasting.secret;

import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens and turns secrets into the hashes that may be stored (PROTOCOL.md, 4). */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int TOKEN_BYTES = 18; // 144 bits: no base64 padding
  private static final int HOST_KEY_CHARS_MIN = 16;
  private static final int HOST_KEY_CHARS_MAX = 128;

  private Secrets() {}

  /** A fresh rejoin token, base64url. */
  public static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The hash of a rejoin token. */
  public static Hash token(String token) {
    return hash("carafe token", token);
  }

  /** The hash of a connection id. */
  public static Hash connection(String id) {
    return hash("carafe connection", id);
  }

  /** Whether a text can be a host key: 16 to 128 characters, all of them whole. */
  public static boolean isHostKey(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters >= HOST_KEY_CHARS_MIN
        && characters <= HOST_KEY_CHARS_MAX
        // Half a surrogate pair has no UTF-8: any two of them would hash alike.
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  /** The hash of a host key; the host id goes in, so that equal keys do not show as equal. */
  public static Hash hostKey(HostId host, String key) {
    return hash("carafe host key " + host.value(), key);
  }

  // Without the purpose, one secret used twice would show as one hash.
  private static Hash hash(String purpose, String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(purpose.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return Hash.ofBytes(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
