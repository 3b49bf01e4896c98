package carafe.rooms.testing;

import carafe.rooms.connection.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that a test moves. */
public final class TestClock {
  private static final Instant START = Instant.parse("2026-03-01T18:00:00Z");

  // Near the overflow: spans must be differences, never comparisons.
  private static final long NANOS_AT_START = Long.MAX_VALUE - 1_000_000_000L;

  private final AtomicLong passed = new AtomicLong();

  public void pass(Duration time) {
    passed.addAndGet(time.toNanos());
  }

  public Instant now() {
    return START.plusNanos(passed.get());
  }

  public Clocks clocks() {
    return new Clocks(() -> NANOS_AT_START + passed.get(), this::now);
  }
}
