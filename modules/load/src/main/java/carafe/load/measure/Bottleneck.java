package carafe.load.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether the tool measured the server or itself. */
public final class Bottleneck {
  /** A loop that works more than this has no reserve: what it reads late, it times late. */
  static final double BUSY_MAX = 0.85;

  static final double LATE_P99_MILLIS_MAX = 20;

  /** Shorter stretches tell nothing. */
  static final double SECONDS_MIN = 0.02;

  private Bottleneck() {}

  /** A sentence for each part of the run in which the tool was the limit. */
  public static List<String> sentences(List<Use> phases, List<Use> stretches) {
    List<String> all = new ArrayList<>();
    Stream.concat(stretches.stream(), phases.stream())
        .filter(use -> use.seconds() >= SECONDS_MIN)
        .forEach(
            use -> {
              List<String> why = new ArrayList<>();
              if (use.busy() > BUSY_MAX) {
                why.add("its loops were %.0f %% busy".formatted(use.busy() * 100));
              }
              if (use.lateP99Millis() > LATE_P99_MILLIS_MAX) {
                why.add(
                    String.format(
                        Locale.ROOT,
                        "its timers were late by %.0f ms (p99; at most %.0f ms)",
                        use.lateP99Millis(),
                        use.lateMaxMillis()));
              }
              if (!why.isEmpty()) {
                all.add(
                    "The tool was the bottleneck while "
                        + use.what()
                        + ": "
                        + String.join(", and ", why)
                        + ".");
              }
            });
    return all;
  }
}
