package carafe.rooms.denial;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many more wrong credentials an address may show before it is told to stop trying: one budget
 * for a node. An address is an IPv4 address or the first half of an IPv6 one, which is what one
 * household or one attacker has. Thread-safe.
 *
 * <p>Buckets that filled up again are forgotten; over the bound the one that was drawn on longest
 * ago goes first, which is the fullest of comparable ones.
 */
public final class DenialBudget {
  private final DenialSettings settings;
  private final LongSupplier nanoTime;
  private final double tokensPerNano;

  /** Longest unused first. */
  private final Map<ByteBuffer, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(double tokens, long at) {}

  public DenialBudget(DenialSettings settings) {
    this(settings, System::nanoTime);
  }

  DenialBudget(DenialSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.tokensPerNano = 1.0 / settings.refill().toNanos();
  }

  /** Counts one wrong credential; false when the address had used up its budget before. */
  public synchronized boolean draw(InetAddress address) {
    long now = nanoTime.getAsLong();
    forgetFull(now);
    ByteBuffer key = key(address);
    Bucket bucket = buckets.get(key);
    double tokens = bucket == null ? settings.perAddress() : tokens(bucket, now);
    boolean left = tokens >= 1;
    buckets.put(key, new Bucket(left ? tokens - 1 : tokens, now));
    if (buckets.size() > settings.addressesMax()) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return left;
  }

  private double tokens(Bucket bucket, long now) {
    return Math.min(settings.perAddress(), bucket.tokens + (now - bucket.at) * tokensPerNano);
  }

  /** A few at each draw are enough: the longest unused come first. */
  private void forgetFull(long now) {
    Iterator<Bucket> oldest = buckets.values().iterator();
    for (int i = 0; i < 2 && oldest.hasNext(); i++) {
      if (tokens(oldest.next(), now) < settings.perAddress()) {
        return;
      }
      oldest.remove();
    }
  }

  private static ByteBuffer key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
  }
}
