package carafe.load.measure;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** One histogram a measure, in microseconds, filled by all loops. */
public final class Latencies {
  /** Whatever takes longer counts as so long. */
  private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(10);

  private static final int DIGITS = 3;

  private final Map<Measure, AtomicHistogram> all = new EnumMap<>(Measure.class);

  public Latencies() {
    for (Measure measure : Measure.values()) {
      all.put(measure, new AtomicHistogram(MICROS_MAX, DIGITS));
    }
  }

  /** Both are {@code nanoTime}; {@code from} is when it was due, not when it was got to. */
  public void record(Measure measure, long from, long to) {
    of(measure).recordValue(Math.clamp((to - from) / 1000, 0, MICROS_MAX));
  }

  /** As it stands now. */
  public Histogram copy(Measure measure) {
    return of(measure).copy();
  }

  private AtomicHistogram of(Measure measure) {
    AtomicHistogram histogram = all.get(measure);
    if (histogram == null) {
      throw new IllegalStateException("every measure has one");
    }
    return histogram;
  }
}
