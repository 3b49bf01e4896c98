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

  static double cheapest(List<Cost> costs, ToDoubleFunction<Cost> which) {
    return costs.stream().mapToDouble(which).min().orElse(Double.NaN);
  }
}
