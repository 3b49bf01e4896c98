package carafe.rooms.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said once a minute, however often there is reason to. */
public final class Seldom {
  private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - EVERY_NANOS);

  /** Whether to say it now; then not again for a while. */
  public boolean isDue() {
    long now = System.nanoTime();
    long said = saidAt.get();
    return now - said >= EVERY_NANOS && saidAt.compareAndSet(said, now);
  }
}
