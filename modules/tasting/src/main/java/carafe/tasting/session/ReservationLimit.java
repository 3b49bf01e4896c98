package carafe.tasting.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many codes a node reserves at once and in a second: each is an event for ever, and costs
 * rooms that are started to be asked. Thread-safe.
 */
final class ReservationLimit {
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  enum Verdict {
    /** Whoever gets this calls {@link #finished} once. */
    GO_AHEAD,
    /** So many are under way that the rooms do not keep up. */
    TOO_MANY,
    /** They come faster than they may. */
    TOO_FAST
  }

  private final int inFlightMax;
  private final int perSecond;
  private final int burst;
  private final LongSupplier nanoTime;
  private int inFlight;
  private double saved;
  private long savedAt;

  ReservationLimit(int inFlightMax, int perSecond, int burst) {
    this(inFlightMax, perSecond, burst, System::nanoTime);
  }

  ReservationLimit(int inFlightMax, int perSecond, int burst, LongSupplier nanoTime) {
    this.inFlightMax = inFlightMax;
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.saved = burst;
    this.savedAt = nanoTime.getAsLong();
  }

  synchronized Verdict ask() {
    long now = nanoTime.getAsLong();
    saved = Math.min(burst, saved + (now - savedAt) * (perSecond / NANOS_PER_SECOND));
    savedAt = now;
    if (inFlight >= inFlightMax) {
      return Verdict.TOO_MANY;
    }
    if (saved < 1) {
      return Verdict.TOO_FAST;
    }
    saved--;
    inFlight++;
    return Verdict.GO_AHEAD;
  }

  synchronized void finished() {
    inFlight--;
  }
}
