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

/** The charts of a result. */
final class Plots {
  private static final double[] PERCENTILES = {0, 50, 90, 99, 99.9, 99.99};
  private static final int POINTS = 120;

  private Plots() {}

  /** Latency by percentile; both axes stretch their upper ends. */
  static String percentiles(Result result) {
    double worst = 1;
    double best = Double.MAX_VALUE;
    long most = 1;
    for (Histogram h : result.latencies().values()) {
      if (h.getTotalCount() > 0) {
        worst = Math.max(worst, h.getMaxValue() / 1e3);
        best = Math.min(best, Math.max(0.1, h.getMinValue() / 1e3));
        most = Math.max(most, h.getTotalCount());
      }
    }
    double bottom = Math.floor(Math.log10(Math.min(best, worst)));
    double top = Math.log10(worst);
    double right = Math.min(4, Math.max(1, Math.log10((double) most)));
    List<Tick> across = new ArrayList<>();
    for (double percentile : PERCENTILES) {
      if (nines(percentile) <= right) {
        across.add(new Tick(nines(percentile), "p" + short1(percentile)));
      }
    }
    List<Tick> up = new ArrayList<>();
    for (double power = bottom; power <= top; power++) {
      up.add(new Tick(power, short1(Math.pow(10, power))));
    }
    Chart chart =
        new Chart("Latency by percentile", 0, right, bottom, top)
            .xAxis("percentile", across)
            .yAxis("milliseconds", up);
    int series = 0;
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
        chart.line(measure.title(), series, points);
      }
      series++;
    }
    return chart.svg();
  }

  /** 0 for p0, 1 for p90, 2 for p99 and so on. */
  private static double nines(double percentile) {
    return -Math.log10(1 - percentile / 100);
  }

  /** First to last receipt of each question and the like. */
  static String steps(Result result) {
    List<StepResult> timed = result.details().stream().filter(s -> s.kind().isTimed()).toList();
    double worst = timed.stream().mapToDouble(StepResult::lastMillis).max().orElse(1);
    int questions = timed.stream().mapToInt(StepResult::question).max().orElse(0) + 1;
    List<StepKind> kinds = timed.stream().map(StepResult::kind).distinct().toList();
    Chart chart =
        new Chart("First to last receipt", 0.5, questions + 0.5, 0, worst)
            .xAxis(
                "question",
                Chart.linear(questions, at -> String.format(Locale.ROOT, "%.0f", at)).stream()
                    .filter(tick -> tick.at() >= 1 && tick.at() == Math.rint(tick.at()))
                    .toList())
            .yAxis("milliseconds", Chart.linear(worst, Plots::short1));
    double width = 0.8 / kinds.size();
    for (StepResult step : timed) {
      int which = kinds.indexOf(step.kind());
      double middle = step.question() + 1 - 0.4 + width * (which + 0.5);
      chart.bar(
          which,
          middle,
          width * 0.9,
          Math.min(step.firstMillis(), step.lastMillis()),
          step.lastMillis());
    }
    for (int i = 0; i < kinds.size(); i++) {
      chart.legend(kinds.get(i).plural(), i);
    }
    return chart.svg();
  }

  /** Connections, and messages a second, each as a share of its highest value. */
  static String timeline(Result result) {
    List<Sample> samples = result.timeline();
    List<Point> links = new ArrayList<>();
    List<Point> rates = new ArrayList<>();
    double mostLinks = 1;
    double mostRate = 1;
    for (int i = 0; i < samples.size(); i++) {
      Sample now = samples.get(i);
      links.add(new Point(now.seconds(), now.links()));
      mostLinks = Math.max(mostLinks, now.links());
      if (i > 0) {
        Sample before = samples.get(i - 1);
        double seconds = Math.max(0.001, now.seconds() - before.seconds());
        double rate = (now.messages() - before.messages()) / seconds;
        rates.add(new Point(now.seconds(), rate));
        mostRate = Math.max(mostRate, rate);
      }
    }
    double end = Math.max(1, result.seconds());
    return new Chart("The run", 0, end, 0, 1)
        .xAxis("seconds", Chart.linear(end, Plots::short1))
        .yAxis("share of most", List.of(new Tick(0, "0"), new Tick(0.5, "½"), new Tick(1, "1")))
        .line(
            String.format(Locale.ROOT, "open, most %,.0f", mostLinks), 0, scaled(links, mostLinks))
        .line(String.format(Locale.ROOT, "messages/s, %,.0f", mostRate), 1, scaled(rates, mostRate))
        .svg();
  }

  private static List<Point> scaled(List<Point> points, double most) {
    return points.stream().map(p -> new Point(p.x(), p.y() / most)).toList();
  }

  private static String short1(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4f", value).replaceFirst("0+$", "");
  }
}
