package carafe.load.loop;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a link told, in words, one after the other. */
final class Heard implements Ears {
  private static final int HANG_SECONDS = 20;

  private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

  /** Waits for it; "nothing" when none comes. */
  String next() throws InterruptedException {
    String next = words.poll(HANG_SECONDS, TimeUnit.SECONDS);
    return next == null ? "nothing" : next;
  }

  boolean nothing() {
    return words.isEmpty();
  }

  @Override
  public void opened(long at) {
    words.add("opened");
  }

  @Override
  public void heard(byte[] bytes, int offset, int length, long at) {
    words.add("heard " + new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void ended(String kind) {
    words.add(kind);
  }
}
