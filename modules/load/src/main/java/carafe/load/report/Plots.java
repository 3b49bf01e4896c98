package carafe.load.report;

import carafe.load.measure.Measure;
import carafe.load.play.StepKind;
import carafe.load.play.StepResult;
import carafe.load.report.Chart.Point;
import carafe.load.report.Chart.Tick;
import carafe.load.run.Result;
import carafe.load.run.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The charts of a result. What stands in several of them has the same colour in all. */
final class Plots {
  private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99};
  private static final int POINTS = 120;

  /** Questions of which each is named on an axis. */
  private static final int NAMED_MAX = 12;

  private static final int CONNECTIONS = 0;
  private static final int MESSAGES = 7;

  private Plots() {}

  /** Latency by percentile; both axes stretch their upper ends. */
  static String percentiles(Result result) {
    double worst = 0.1;
    double best = Double.MAX_VALUE;
    long most = 1;
    for (Histogram h : result.latencies().values()) {
      if (h.getTotalCount() > 0) {
        worst = Math.max(worst, h.getMaxValue() / 1e3);
        best = Math.min(best, Math.max(0.1, h.getMinValue() / 1e3));
        most = Math.max(most, h.getTotalCount());
      }
    }
    double right = Math.min(4, Math.max(1, Math.log10((double) most)));
    List<Tick> across = new ArrayList<>();
    for (double percentile : PERCENTILES) {
      if (nines(percentile) <= right) {
        across.add(new Tick(nines(percentile), percentile == 0 ? "min" : "p" + plain(percentile)));
      }
    }
    List<Tick> up = Chart.logarithmic(Math.min(best, worst), worst, Plots::plain);
    Chart chart =
        new Chart(
                "Latency by percentile, milliseconds",
                0,
                right,
                up.getFirst().at(),
                up.getLast().at())
            .xAxis("percentile", across)
            .yAxis(up);
    for (Measure measure : Measure.values()) {
      Histogram h = result.latencies().get(measure);
      if (h != null && h.getTotalCount() > 0) {
        List<Point> points = new ArrayList<>();
        double end = Math.min(right, Math.log10((double) Math.max(2, h.getTotalCount())));
        for (int i = 0; i <= POINTS; i++) {
          double x = end * i / POINTS;
          double percentile = 100 * (1 - Math.pow(10, -x));
          double millis = Math.max(0.001, h.getValueAtPercentile(percentile) / 1e3);
          points.add(new Point(x, Math.log10(millis)));
        }
        chart.line(colour(measure), points).legend(measure.title(), colour(measure));
      }
    }
    return chart.html();
  }

  /** 0 for p0, 1 for p90, 2 for p99 and so on. */
  private static double nines(double percentile) {
    return -Math.log10(1 - percentile / 100);
  }

  /** First to last receipt of each question and the like. */
  static String steps(Result result) {
    List<StepResult> timed = result.details().stream().filter(StepResult::isTimed).toList();
    double worst = timed.stream().mapToDouble(StepResult::lastMillis).max().orElse(1);
    int questions = result.details().stream().mapToInt(StepResult::question).max().orElse(0) + 1;
    List<StepKind> kinds = timed.stream().map(StepResult::kind).distinct().toList();
    Chart chart =
        new Chart(
                "First to last receipt, milliseconds after the beginning",
                0.5,
                questions + 0.5,
                0,
                Chart.roundedUp(worst))
            .xAxis("question", numbers(questions))
            .yAxis(Chart.linear(Chart.roundedUp(worst), Plots::plain));
    double width = 0.8 / Math.max(1, kinds.size());
    for (StepResult step : timed) {
      double from = Math.min(step.firstMillis(), step.lastMillis());
      chart.bar(
          colour(step.kind()),
          step.question() + 1 - 0.4 + width * (kinds.indexOf(step.kind()) + 0.5),
          width * 0.9,
          from,
          step.lastMillis(),
          String.format(
              Locale.ROOT,
              "question %d, %s: %.1f to %.1f ms, %,d of %,d",
              step.question() + 1,
              step.kind().plural(),
              from,
              step.lastMillis(),
              step.arrived(),
              step.expected()));
    }
    kinds.forEach(kind -> chart.legend(kind.plural(), colour(kind)));
    return chart.html();
  }

  private static List<Tick> numbers(int questions) {
    double each = questions <= NAMED_MAX ? 1 : Chart.linear(questions, Plots::plain).get(1).at();
    List<Tick> ticks = new ArrayList<>();
    for (double number = each; number <= questions; number += each) {
      ticks.add(new Tick(number, plain(number)));
    }
    return ticks;
  }

  private static int colour(Measure measure) {
    return switch (measure) {
      case CONNECT -> 0;
      case JOIN -> 1;
      case QUESTION -> 2;
      case ANSWER -> 3;
      case RETURN -> 4;
      case REVEAL -> 5;
      case BOARD -> 6;
    };
  }

  private static int colour(StepKind kind) {
    return switch (kind) {
      case JOIN -> colour(Measure.JOIN);
      case QUESTION -> colour(Measure.QUESTION);
      case ANSWER -> colour(Measure.ANSWER);
      case RETURN -> colour(Measure.RETURN);
      case REVEAL -> colour(Measure.REVEAL);
      case BOARD -> colour(Measure.BOARD);
      case FINAL, END -> 7;
    };
  }

  static String connections(Result result) {
    List<Point> open =
        result.timeline().stream().map(now -> new Point(now.seconds(), now.links())).toList();
    return overTime("Open connections", result, CONNECTIONS, open);
  }

  static String messages(Result result) {
    return overTime("Messages received in a second", result, MESSAGES, rates(result));
  }

  /** What came between two looks, for a second. */
  private static List<Point> rates(Result result) {
    List<Sample> samples = result.timeline();
    List<Point> rates = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      Sample now = samples.get(i);
      Sample before = samples.get(i - 1);
      double seconds = Math.max(0.001, now.seconds() - before.seconds());
      long more = now.messages() - before.messages();
      rates.add(new Point(now.seconds(), more / seconds));
    }
    return rates;
  }

  private static String overTime(String title, Result result, int series, List<Point> points) {
    double end = Math.max(1, result.seconds());
    double top = Chart.roundedUp(points.stream().mapToDouble(Point::y).max().orElse(1));
    return new Chart(title, 0, end, 0, top)
        .xAxis("seconds", Chart.linear(end, Plots::plain))
        .yAxis(Chart.linear(top, Plots::plain))
        .line(series, points)
        .html();
  }

  /** As few digits as it needs. */
  static String plain(double value) {
    double rounded = Math.rint(value * 1e4) / 1e4;
    return rounded == Math.rint(rounded)
        ? String.format(Locale.ROOT, "%,.0f", rounded)
        : String.format(Locale.ROOT, "%.4f", rounded).replaceFirst("0+$", "");
  }
}
