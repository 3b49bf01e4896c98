package carafe.rooms.address;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a room whose id does not belong in a log: by a short hash, the same for the same id until
 * the process ends. Its key ends with it: such ids are few enough to try them all.
 */
public final class HiddenId {
  private static final int HASH_BYTES = 4;
  private static final SecretKeySpec KEY = freshKey();

  private HiddenId() {}

  /** Such as {@code #3fa9c1d2}. */
  public static String of(String id) {
    try {
      Mac mac = Mac.getInstance(KEY.getAlgorithm());
      mac.init(KEY);
      byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return "#" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static SecretKeySpec freshKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new SecretKeySpec(key, "HmacSHA256");
  }
}
