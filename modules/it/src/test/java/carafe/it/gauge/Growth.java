package carafe.it.gauge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Whether something grew: the median of a run's last third beside that of its first. Medians,
 * because a single reading falls into the midst of something.
 *
 * @param share how much more is taken for chance, of the first third's
 * @param more and how much beyond that, in the unit of what is read
 */
public record Growth(String what, ToLongFunction<Reading> of, double share, long more) {
  private static final int THIRDS_MIN = 1;

  /** Why it is too much, in sentences; empty: nothing grew. */
  public static List<String> objections(List<Reading> readings, List<Growth> bounds) {
    int third = readings.size() / 3;
    if (third < THIRDS_MIN) {
      return List.of("only " + readings.size() + " readings: nothing can be said of growth");
    }
    List<String> objections = new ArrayList<>();
    for (Growth bound : bounds) {
      long first = median(readings.subList(0, third), bound.of);
      long last = median(readings.subList(readings.size() - third, readings.size()), bound.of);
      long max = (long) (first * (1 + bound.share)) + bound.more;
      if (last > max) {
        objections.add(
            String.format(
                Locale.ROOT,
                "%s grew from %,d to %,d (medians of the first and the last third); at most %,d is"
                    + " allowed",
                bound.what,
                first,
                last,
                max));
      }
    }
    return objections;
  }

  static long median(List<Reading> readings, ToLongFunction<Reading> of) {
    long[] sorted = readings.stream().mapToLong(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** One line for each figure: the first third's median, and the last's. */
  public static String summary(List<Reading> readings, List<Growth> bounds) {
    int third = readings.size() / 3;
    StringBuilder lines = new StringBuilder();
    for (Growth bound : bounds) {
      lines.append(
          String.format(
              Locale.ROOT,
              "%-18s %,15d → %,15d%n",
              bound.what,
              median(readings.subList(0, third), bound.of),
              median(readings.subList(readings.size() - third, readings.size()), bound.of)));
    }
    return lines.toString();
  }
}
