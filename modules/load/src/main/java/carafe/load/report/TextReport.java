package carafe.load.report;

import carafe.load.measure.Measure;
import carafe.load.measure.Use;
import carafe.load.play.StepKind;
import carafe.load.run.Result;
import carafe.load.run.Scenario;
import carafe.load.run.StepTotal;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result for people at a terminal. */
public final class TextReport {
  private final StringBuilder text = new StringBuilder();

  private TextReport() {}

  public static String of(Result result) {
    TextReport report = new TextReport();
    report.head(result);
    if (result.hasFigures()) {
      report.latencies(result);
      report.steps(result);
      report.tool(result);
    }
    report.verdict(result);
    return report.text.toString();
  }

  private void head(Result result) {
    Scenario s = result.scenario();
    line("");
    line(
        "carafe load %s against %s: %,d %s of %,d players, %,d questions, %.1f s%s",
        s.name(),
        s.target().url(),
        s.rooms(),
        s.rooms() == 1 ? "room" : "rooms",
        s.players(),
        s.rounds() * s.questions(),
        result.seconds(),
        result.interrupted() ? " (stopped before its end)" : "");
  }

  private void latencies(Result result) {
    line("");
    line(
        "%-12s %9s %9s %9s %9s %9s %9s   milliseconds",
        "", "count", "p50", "p90", "p99", "p99.9", "max");
    for (Measure measure : Measure.values()) {
      Histogram h = result.latencies().get(measure);
      if (h != null && h.getTotalCount() > 0) {
        line(
            "%-12s %,9d %9.1f %9.1f %9.1f %9.1f %9.1f   %s",
            measure.title(),
            h.getTotalCount(),
            h.getValueAtPercentile(50) / 1e3,
            h.getValueAtPercentile(90) / 1e3,
            h.getValueAtPercentile(99) / 1e3,
            h.getValueAtPercentile(99.9) / 1e3,
            h.getMaxValue() / 1e3,
            measure.meaning());
      }
    }
  }

  private void steps(Result result) {
    line("");
    for (StepKind kind : StepKind.values()) {
      StepTotal total = result.totals().get(kind);
      if (total != null) {
        List<Double> lasts =
            result.details().stream()
                .filter(step -> step.kind() == kind && step.isTimed())
                .map(step -> step.lastMillis())
                .sorted()
                .toList();
        line(
            "%-20s %,d of %,d%s",
            kind.plural(),
            total.arrived(),
            total.expected(),
            lasts.isEmpty()
                ? ""
                : String.format(
                    Locale.ROOT,
                    "; last receipt after %.1f ms (median), %.1f ms (most)",
                    lasts.get(lasts.size() / 2),
                    lasts.getLast()));
      }
    }
    result
        .answersPerSecond()
        .ifPresent(rate -> line("%-20s %,.0f a second, stored and told", "answers", rate));
    if (result.scenario().rooms() > 1) {
      line("%-20s %,.1f games a second", "rooms", result.gamesPerSecond());
    }
  }

  private void tool(Result result) {
    line("");
    line("the tool itself:");
    for (Use use : result.phases()) {
      line(
          "  %-32s %7.2f s, loops %3.0f %% busy, timers late by %.1f ms (p99), %.1f ms (most), %.2f"
              + " cores",
          use.what(),
          use.seconds(),
          use.busy() * 100,
          use.lateP99Millis(),
          use.lateMaxMillis(),
          use.cores());
    }
    for (Use use : result.stretches()) {
      line("  %-32s %7.2f s, loops %3.0f %% busy", use.what(), use.seconds(), use.busy() * 100);
    }
    result.notes().forEach(this::plain);
    result.bottlenecks().forEach(sentence -> plain("CAUTION: " + sentence));
  }

  private void verdict(Result result) {
    line("");
    List<String> losses = result.losses();
    if (result.isFine()) {
      plain("Everything arrived, and the final scores are those of the accepted answers.");
    } else if (losses.isEmpty()) {
      plain("Stopped before its end; nothing was lost until then.");
    } else {
      plain("LOST OR WRONG:");
      losses.forEach(loss -> plain("  " + loss));
    }
  }

  // Error Prone would have its own annotation here, of a library we do not ship.
  @SuppressWarnings("AnnotateFormatMethod")
  private void line(String format, Object... values) {
    plain(String.format(Locale.ROOT, format, values));
  }

  private void plain(String line) {
    text.append(printable(line)).append(System.lineSeparator());
  }

  /** A server may say anything; a terminal obeys control characters. */
  static String printable(String line) {
    return line.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
