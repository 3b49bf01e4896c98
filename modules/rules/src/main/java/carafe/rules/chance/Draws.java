package carafe.rules.chance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The stream of draws that a {@link Seed} gives for one purpose: HMAC-SHA-256 over a counter, so
 * that nobody who sees some draws can tell the others. Not for sharing between threads.
 */
public final class Draws {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;
  private final byte[] purpose;
  private long blocks;
  private ByteBuffer block = ByteBuffer.allocate(0);

  Draws(byte[] key, String purpose) {
    this.mac = macOf(key);
    this.purpose = purpose.getBytes(UTF_8);
  }

  /** A number from 0 to {@code bound - 1}, each as likely as the other. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("nothing is below " + bound);
    }
    long fair = (1L << 32) / bound * bound; // draws from here on would favour the small numbers
    long draw = next();
    while (draw >= fair) {
      draw = next();
    }
    return (int) (draw % bound);
  }

  /** One of these, each as likely as the other. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** A text of so many characters of an alphabet. */
  public String text(String alphabet, int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(below(alphabet.length())));
    }
    return text.toString();
  }

  /** The same elements in a drawn order. */
  public <T> List<T> shuffled(List<T> elements) {
    var order = new ArrayList<>(elements);
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, below(i + 1));
    }
    return List.copyOf(order);
  }

  private long next() {
    if (!block.hasRemaining()) {
      mac.update(purpose);
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, blocks++));
      block = ByteBuffer.wrap(mac.doFinal());
    }
    return Integer.toUnsignedLong(block.getInt());
  }

  private static Mac macOf(byte[] key) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
