package carafe.it.many;

import carafe.load.wire.Told;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One thing that many seats do at once: who is done with it, after how long, and what went wrong.
 */
final class Wave {
  private final String name;
  private final Consumer<Seat> act;
  private final Predicate<Told> end;
  private final CountDownLatch missing;
  private final long begun = System.nanoTime();
  private final long[] took;
  private final Map<String, Integer> troubles = new TreeMap<>();
  private int arrived;
  private long last = begun;

  /**
   * @param act what each does, and does again when it has to
   * @param end what each is told in the end
   */
  Wave(String name, int seats, Consumer<Seat> act, Predicate<Told> end) {
    this.name = name;
    this.act = act;
    this.end = end;
    this.missing = new CountDownLatch(seats);
    this.took = new long[seats];
  }

  void act(Seat seat) {
    act.accept(seat);
  }

  boolean ends(Told told) {
    return end.test(told);
  }

  synchronized void done(long since, long at) {
    took[arrived++] = at - since;
    last = at;
    missing.countDown();
  }

  synchronized void trouble(String kind) {
    troubles.merge(kind, 1, Integer::sum);
  }

  /** Until all are done; the bound is for what hangs, not for what is slow. */
  Wave await(Duration bound) throws InterruptedException {
    if (!missing.await(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(missing.getCount() + " missing after " + bound + "; " + this);
    }
    return this;
  }

  boolean isOver() {
    return missing.getCount() == 0;
  }

  /** What made seats try again, and how often. */
  synchronized Map<String, Integer> troubles() {
    return Map.copyOf(troubles);
  }

  /** For figures. */
  @Override
  public synchronized String toString() {
    long[] sorted = Arrays.copyOf(took, arrived);
    Arrays.sort(sorted);
    return "%s: %d of %d in %d ms, each p50 %d ms, p99 %d ms, longest %d ms, tried again for %s"
        .formatted(
            name,
            arrived,
            took.length,
            (last - begun) / 1_000_000,
            at(sorted, 0.5),
            at(sorted, 0.99),
            at(sorted, 1),
            troubles);
  }

  private static long at(long[] sorted, double share) {
    return sorted.length == 0
        ? -1
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1_000_000;
  }
}
