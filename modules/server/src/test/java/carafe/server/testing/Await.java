package carafe.server.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits for a fact of another process, which can only be looked for. */
public final class Await {
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private Await() {}

  public static void until(Callable<Boolean> fact) throws Exception {
    Instant deadline = Instant.now().plus(AT_MOST);
    while (!fact.call()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + AT_MOST);
      }
      Thread.sleep(10);
    }
  }
}
