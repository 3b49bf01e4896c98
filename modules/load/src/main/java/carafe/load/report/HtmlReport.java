package carafe.load.report;

import carafe.load.measure.Measure;
import carafe.load.measure.Use;
import carafe.load.play.StepKind;
import carafe.load.run.Result;
import carafe.load.run.Scenario;
import carafe.load.run.StepTotal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A result as one page that needs nothing else: no script, no font, no server. */
public final class HtmlReport {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --text: #1c1b22; --back: #fff; --soft: #6b6876; --rule: #dddae3;
        --bad: #c22a41; }
      @media (prefers-color-scheme: dark) {
        :root { --text: #eceaf1; --back: #17161c; --soft: #a29eb0; --rule: #37343f;
        --bad: #f0637a; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back);
        max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
      table { border-collapse: collapse; width: 100% } .wide { overflow-x: auto }
      th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid var(--rule);
        font-variant-numeric: tabular-nums; white-space: nowrap }
      th:first-child, td:first-child, .words { text-align: left }
      .words { white-space: normal; min-width: 16rem } th { font-weight: 600 }
      .soft { color: var(--soft) } .short td { color: var(--bad); font-weight: 600 }
      .fine, .bad, .note { border-left: .3rem solid; padding: .4rem .8rem; margin: 1rem 0;
        overflow-wrap: anywhere } ul { margin: 0; padding: 0; list-style: none }
      .fine { border-color: #2a9d5c } .bad { border-color: var(--bad) } .note { border-color: #d99a20 }
      figure { margin: 1.5rem 0 } figcaption { font-weight: 600; margin-bottom: .3rem }
      .legend { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .9rem }
      .legend i { display: inline-block; width: .8rem; height: .5rem; margin-right: .4rem }
      svg { display: block; width: 100%; height: auto } .tick { fill: var(--soft); font-size: 11px }
      @media (max-width: 40rem) { .tick { font-size: 19px } body { margin: 1rem auto } }
      .grid { stroke: var(--rule); stroke-width: 1 }
      polyline { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round }
      rect { fill: var(--c) } .legend i { background: var(--c) }
      .s0 { --c: #4878d0 } .s1 { --c: #e07b39 } .s2 { --c: #3a9b6b } .s3 { --c: #c94f7c }
      .s4 { --c: #8b6cc9 } .s5 { --c: #8f7a5a } .s6 { --c: #2f9fb0 } .s7 { --c: #8a8f98 }
      """;

  private final StringBuilder page = new StringBuilder();

  private HtmlReport() {}

  public static String of(Result result) {
    HtmlReport report = new HtmlReport();
    report.head(result.scenario());
    report.verdict(result);
    if (result.hasFigures()) {
      report.latencies(result);
      report.steps(result);
      report.run(result);
    }
    report.put("</body></html>");
    return report.page.toString();
  }

  private void head(Scenario s) {
    String title = "carafe load " + s.name();
    put("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    put(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
            + " 'unsafe-inline'\">");
    put("<title>" + Html.escaped(title) + "</title><style>" + STYLE + "</style></head><body>");
    put("<h1>" + Html.escaped(title) + "</h1>");
    put(
        "<p>"
            + Html.escaped(
                text(
                    "%,d %s of %,d players against %s, %,d questions, %s connections a second,"
                        + " %s.",
                    s.rooms(),
                    s.rooms() == 1 ? "room" : "rooms",
                    s.players(),
                    s.target().url(),
                    s.rounds() * s.questions(),
                    Plots.plain(s.ramp()),
                    s.think().isZero()
                        ? "answers all at once"
                        : "answers spread over " + s.think().toMillis() + " ms"))
            + "</p>");
  }

  private void verdict(Result result) {
    put(
        "<p class=\"soft\">"
            + Html.escaped(
                text(
                    "Begun %s, took %.1f s.",
                    result.startedAt().truncatedTo(ChronoUnit.SECONDS), result.seconds()))
            + "</p>");
    if (result.isFine()) {
      box(
          "fine",
          List.of("Everything arrived, and the final scores are those of the accepted answers."));
    } else {
      List<String> wrong = new ArrayList<>(result.losses());
      if (result.interrupted()) {
        wrong.addFirst("Stopped before its end.");
      }
      box("bad", wrong);
    }
    if (result.hasFigures()) {
      box("note", result.bottlenecks());
      box("note", result.notes());
    }
  }

  private void box(String kind, List<String> sentences) {
    if (!sentences.isEmpty()) {
      put("<ul class=\"" + kind + "\">");
      sentences.forEach(sentence -> put("<li>" + Html.escaped(sentence) + "</li>"));
      put("</ul>");
    }
  }

  private void latencies(Result result) {
    put("<h2>Latencies, milliseconds</h2><div class=\"wide\"><table>");
    put(
        "<tr><th></th><th>count</th><th>p50</th><th>p90</th><th>p99</th><th>p99.9</th><th>max</th><th"
            + " class=\"words\"></th></tr>");
    for (Measure measure : Measure.values()) {
      Histogram h = result.latencies().get(measure);
      if (h != null && h.getTotalCount() > 0) {
        put(
            "<tr><td>"
                + Html.escaped(measure.title())
                + text(
                    "</td><td>%,d</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td>",
                    h.getTotalCount(),
                    h.getValueAtPercentile(50) / 1e3,
                    h.getValueAtPercentile(90) / 1e3,
                    h.getValueAtPercentile(99) / 1e3,
                    h.getValueAtPercentile(99.9) / 1e3,
                    h.getMaxValue() / 1e3)
                + "<td class=\"words soft\">"
                + Html.escaped(measure.meaning())
                + "</td></tr>");
      }
    }
    put("</table></div>");
    put(Plots.percentiles(result));
  }

  private void steps(Result result) {
    put("<h2>What arrived</h2><table><tr><th></th><th>arrived</th><th>expected</th></tr>");
    for (StepKind kind : StepKind.values()) {
      StepTotal total = result.totals().get(kind);
      if (total != null) {
        put(
            (total.arrived() < total.expected() ? "<tr class=\"short\"><td>" : "<tr><td>")
                + Html.escaped(kind.plural())
                + text("</td><td>%,d</td><td>%,d</td></tr>", total.arrived(), total.expected()));
      }
    }
    put("</table>");
    result
        .answersPerSecond()
        .ifPresent(rate -> put(text("<p>%,.0f answers a second, stored and told.</p>", rate)));
    if (result.scenario().rooms() > 1) {
      put(text("<p>%,.1f games a second.</p>", result.gamesPerSecond()));
    }
    if (!result.details().isEmpty()) {
      put(Plots.steps(result));
    }
  }

  private void run(Result result) {
    put("<h2>The run</h2>");
    put(Plots.connections(result));
    put(Plots.messages(result));
    put(
        "<h2>The tool itself</h2><div class=\"wide\"><table><tr><th></th><th>seconds</th><th>loops"
            + " busy</th><th>timers late, p99 ms</th><th>most ms</th><th>cores</th></tr>");
    for (Use use : result.phases()) {
      put(
          "<tr><td>"
              + Html.escaped(use.what())
              + text(
                  "</td><td>%.2f</td><td>%.0f %%</td><td>%.1f</td><td>%.1f</td><td>%.2f</td></tr>",
                  use.seconds(),
                  use.busy() * 100,
                  use.lateP99Millis(),
                  use.lateMaxMillis(),
                  use.cores()));
    }
    for (Use use : result.stretches()) {
      put(
          "<tr><td>"
              + Html.escaped(use.what())
              + text(
                  "</td><td>%.2f</td><td>%.0f %%</td><td></td><td></td><td>%.2f</td></tr>",
                  use.seconds(), use.busy() * 100, use.cores()));
    }
    put("</table></div>");
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private void put(String html) {
    page.append(html).append('\n');
  }
}
