package carafe.it.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How many times the bare loop's CPU the server may need. A ratio, because both are measured in the
 * same run: a slower machine makes both slower.
 */
record Gate(double framesMax, double answersMax) {
  /** Rounds of one and the same process differ less, but for bad minutes. */
  private static final double DEAR = 1.3;

  /**
   * Why it is too much, in sentences; empty: it is not. The cheapest rounds are compared: whatever
   * else a machine does makes a round dearer, nothing makes it cheaper than it is.
   */
  List<String> objections(List<Cost> server, List<Cost> limit) {
    List<String> objections = new ArrayList<>();
    compare(
            "a delivered frame",
            cheapest(server, Cost::frame),
            cheapest(limit, Cost::frame),
            framesMax)
        .ifPresent(objections::add);
    compare("an answer", cheapest(server, Cost::answer), cheapest(limit, Cost::answer), answersMax)
        .ifPresent(objections::add);
    return objections;
  }

  private static Optional<String> compare(String what, double server, double limit, double max) {
    double ratio = server / limit;
    // Not the other way round: a ratio that is no number has to be refused too.
    return ratio > 0 && ratio <= max
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s costs %.1f µs of CPU, %.2f × the bare loop's %.1f µs; at most %.2f × is"
                    + " allowed",
                what,
                server,
                ratio,
                limit,
                max));
  }

  /**
   * Whether frames cost the bare loop more, even in the cheapest of these rounds, than they were
   * seen to. What such a minute adds it adds to both, so ratios come out too small in it.
   */
  static boolean isDear(List<Cost> limit, List<Cost> ever) {
    return cheapest(limit, Cost::frame) > DEAR * cheapest(ever, Cost::frame);
  }

  static double cheapest(List<Cost> costs, ToDoubleFunction<Cost> which) {
    return costs.stream().mapToDouble(which).min().orElse(Double.NaN);
  }
}
