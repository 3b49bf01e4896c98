package carafe.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** A chart in SVG: axes, grid, lines and bars. Colours come from the page's classes. */
final class Chart {
  /** A tick at a value, and what stands there. */
  record Tick(double at, String label) {}

  record Point(double x, double y) {}

  private static final double WIDTH = 760;
  private static final double HEIGHT = 300;
  private static final double LEFT = 64;
  private static final double RIGHT = 150;
  private static final double TOP = 14;
  private static final double BOTTOM = 46;
  private static final double LEGEND_LINE = 18;

  private final StringBuilder svg = new StringBuilder();
  private final double xMin;
  private final double xMax;
  private final double yMin;
  private final double yMax;
  private int legends;

  Chart(String title, double xMin, double xMax, double yMin, double yMax) {
    this.xMin = xMin;
    this.xMax = xMax > xMin ? xMax : xMin + 1;
    this.yMin = yMin;
    this.yMax = yMax > yMin ? yMax : yMin + 1;
    put(
        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\"><title>%s</title>",
        WIDTH, HEIGHT, Html.escaped(title), Html.escaped(title));
  }

  Chart xAxis(String label, List<Tick> ticks) {
    for (Tick tick : ticks) {
      double x = x(tick.at);
      put(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
          x, TOP, x, HEIGHT - BOTTOM);
      put(
          "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
          x, HEIGHT - BOTTOM + 16, Html.escaped(tick.label));
    }
    put(
        "<text class=\"axis\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escaped(label));
    return this;
  }

  Chart yAxis(String label, List<Tick> ticks) {
    for (Tick tick : ticks) {
      double y = y(tick.at);
      put(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, y, WIDTH - RIGHT, y);
      put(
          "<text class=\"tick\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 6, y + 4, Html.escaped(tick.label));
    }
    put(
        "<text class=\"axis\" transform=\"translate(14 %.1f) rotate(-90)\""
            + " text-anchor=\"middle\">%s</text>",
        (TOP + HEIGHT - BOTTOM) / 2, Html.escaped(label));
    return this;
  }

  /**
   * @param series 0 to 7: which colour
   */
  Chart line(String name, int series, List<Point> points) {
    put(
        "<polyline class=\"s s%d\" points=\"%s\"/>",
        series,
        points.stream()
            .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", x(p.x), y(p.y)))
            .collect(Collectors.joining(" ")));
    return legend(name, series);
  }

  /** From a lower to an upper value. */
  Chart bar(int series, double middle, double width, double from, double to) {
    double left = x(middle - width / 2);
    put(
        "<rect class=\"b s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        series,
        left,
        y(to),
        Math.max(1, x(middle + width / 2) - left),
        Math.max(1, y(from) - y(to)));
    return this;
  }

  Chart legend(String name, int series) {
    double y = TOP + 10 + legends++ * LEGEND_LINE;
    put(
        "<rect class=\"b s%d\" x=\"%.1f\" y=\"%.1f\" width=\"12\" height=\"4\"/>",
        series, WIDTH - RIGHT + 12, y - 6);
    put(
        "<text class=\"legend\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        WIDTH - RIGHT + 30, y, Html.escaped(name));
    return this;
  }

  String svg() {
    return svg + "</svg>";
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
    double rough = Math.max(max, 1e-9) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : new double[] {2, 5, 10}) {
      if (step < rough) {
        step = factor * power;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i * step <= max * 1.0001; i++) {
      ticks.add(new Tick(i * step, label.apply(i * step)));
    }
    return ticks;
  }
}
