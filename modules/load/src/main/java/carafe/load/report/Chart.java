package carafe.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * A figure: what it shows and its unit, a legend, and axes, grid, lines and bars in SVG. Colours
 * and sizes of letters come from the page's classes; there is room for the larger ones of a narrow
 * screen.
 */
final class Chart {
  /** A tick at a value, and what stands there. */
  record Tick(double at, String label) {}

  record Point(double x, double y) {}

  private static final double WIDTH = 720;
  private static final double HEIGHT = 290;
  private static final double LEFT = 84;
  private static final double RIGHT = 40;
  private static final double TOP = 14;
  private static final double BOTTOM = 56;

  private final String title;
  private final StringBuilder legend = new StringBuilder();
  private final StringBuilder svg = new StringBuilder();
  private final double xMin;
  private final double xMax;
  private final double yMin;
  private final double yMax;

  /**
   * @param title what it shows, with the unit of the y axis
   */
  Chart(String title, double xMin, double xMax, double yMin, double yMax) {
    this.title = title;
    this.xMin = xMin;
    this.xMax = xMax > xMin ? xMax : xMin + 1;
    this.yMin = yMin;
    this.yMax = yMax > yMin ? yMax : yMin + 1;
  }

  Chart xAxis(String label, List<Tick> ticks) {
    for (Tick tick : ticks) {
      double x = x(tick.at);
      put(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
          x, TOP, x, HEIGHT - BOTTOM);
      put(
          "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
          x, HEIGHT - BOTTOM + 20, Html.escaped(tick.label));
    }
    put(
        "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, Html.escaped(label));
    return this;
  }

  Chart yAxis(List<Tick> ticks) {
    for (Tick tick : ticks) {
      double y = y(tick.at);
      put(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, y, WIDTH - RIGHT, y);
      put(
          "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8, y + 5, Html.escaped(tick.label));
    }
    return this;
  }

  /**
   * @param series 0 to 7: which colour
   */
  Chart line(int series, List<Point> points) {
    put(
        "<polyline class=\"s%d\" points=\"%s\"/>",
        series,
        points.stream()
            .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", x(p.x), y(p.y)))
            .collect(Collectors.joining(" ")));
    return this;
  }

  /**
   * From a lower to an upper value.
   *
   * @param tip shown to who points at it
   */
  Chart bar(int series, double middle, double width, double from, double to, String tip) {
    double left = x(middle - width / 2);
    put(
        "<rect class=\"s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
            + " height=\"%.1f\"><title>%s</title></rect>",
        series,
        left,
        y(to),
        Math.max(1, x(middle + width / 2) - left),
        Math.max(1, y(from) - y(to)),
        Html.escaped(tip));
    return this;
  }

  Chart legend(String name, int series) {
    legend
        .append("<li><i class=\"s")
        .append(series)
        .append("\"></i>")
        .append(Html.escaped(name))
        .append("</li>");
    return this;
  }

  String html() {
    String name = Html.escaped(title);
    return "<figure><figcaption>%s</figcaption>%s".formatted(name, legendList())
        + "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, name)
        + svg
        + "</svg></figure>";
  }

  private String legendList() {
    return legend.isEmpty() ? "" : "<ul class=\"legend\">" + legend + "</ul>";
  }

  private double x(double value) {
    double share = (Math.clamp(value, xMin, xMax) - xMin) / (xMax - xMin);
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    double share = (Math.clamp(value, yMin, yMax) - yMin) / (yMax - yMin);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Round values from 0 up, about five. */
  static List<Tick> linear(double max, DoubleFunction<String> label) {
    double step = step(max);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i * step <= max * 1.0001; i++) {
      ticks.add(new Tick(i * step, label.apply(i * step)));
    }
    return ticks;
  }

  /** The round value that is not below: where an axis ends. */
  static double roundedUp(double max) {
    double step = step(max);
    return Math.max(0, Math.ceil(max / step - 0.0001) * step);
  }

  private static double step(double max) {
    double rough = Math.max(max, 1e-9) / 5.1;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (step < rough) {
        step = factor * power;
      }
    }
    return step;
  }

  /**
   * A logarithmic axis that takes both in: from and to a round value, ticks at all round values or,
   * when these were many, at powers of ten.
   */
  static List<Tick> logarithmic(double min, double max, DoubleFunction<String> label) {
    List<Double> round = new ArrayList<>();
    for (double power = Math.pow(10, Math.floor(Math.log10(min))); ; power *= 10) {
      for (int factor : new int[] {1, 2, 5}) {
        double value = factor * power;
        if (!round.isEmpty() && value <= min * 1.0001) {
          round.clear();
        }
        round.add(value);
        if (value >= max * 0.9999 && round.size() > 1) {
          return ticks(round, label);
        }
      }
    }
  }

  private static List<Tick> ticks(List<Double> round, DoubleFunction<String> label) {
    boolean all = round.size() <= 7;
    return round.stream()
        .map(value -> new Tick(Math.log10(value), all || isPower(value) ? label.apply(value) : ""))
        .toList();
  }

  private static boolean isPower(double value) {
    double log = Math.log10(value);
    return Math.abs(log - Math.rint(log)) < 1e-6;
  }
}
