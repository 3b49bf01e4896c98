package carafe.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.run.Result;
import carafe.load.run.Results;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportsTest {
  private static final String EVIL = "</style><script>alert('&\"')</script>\u001b[2J\u202e";

  private final Result fine = Results.of("ws://h", Map.of(), 4, 1);
  private final Result evil = Results.of("ws://h/" + EVIL, Map.of("error " + EVIL, 3L), 3, 1);

  @Test
  void textTellsFiguresAndLosses() {
    assertThat(TextReport.of(fine))
        .contains("question", "8 of 8", "200 a second", "Everything arrived");
    assertThat(TextReport.of(evil))
        .contains("LOST OR WRONG", "1 of 8 questions did not arrive")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void whereNobodyGotInThereAreNoFigures() {
    Result nobody = Results.ofNobody();
    for (String report : List.of(TextReport.of(nobody), HtmlReport.of(nobody))) {
      assertThat(report)
          .contains("Connection refused", "1 of 1 games did not come to their end")
          .doesNotContain("p99", "bottleneck", "<svg");
    }
  }

  @Test
  void whatNobodyGotHasNoTimes() throws IOException {
    Result deaf = Results.of("ws://h", Map.of(), 0, 1);
    assertThat(TextReport.of(deaf))
        .contains("4 of 8; last receipt after 2.0 ms (median), 2.0 ms (most)")
        .doesNotContain("after 0.0 ms");
    assertThat(HtmlReport.of(deaf)).contains("question 2, questions").doesNotContain("0.0 to 0.0");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(deaf, out);
    assertThat(out.toString(StandardCharsets.UTF_8)).containsOnlyOnce("lastMillis");
  }

  @Test
  void aPageIsMadeOfItselfAlone() {
    String page = HtmlReport.of(fine);
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("<svg", "prefers-color-scheme: dark", "a &lt;note&gt;", "default-src 'none'")
        .contains("2.5 connections a second")
        .doesNotContain(
            "<script", "src=", "href=", "url(", "http://", "https://", "NaN", "Infinity");
  }

  @Test
  void aPageEscapesWhateverAServerSays() {
    String page = HtmlReport.of(evil);
    assertThat(page)
        .doesNotContain("<script", "\u001b", "\u202e")
        .contains("&lt;/style&gt;&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;");
    assertThat(page.split("</style>", -1)).hasSize(2);
  }

  @Test
  void itsChartsAreXml() throws Exception {
    String page = HtmlReport.of(fine);
    List<String> charts = new ArrayList<>();
    for (int at = page.indexOf("<svg"); at >= 0; at = page.indexOf("<svg", at + 1)) {
      charts.add(page.substring(at, page.indexOf("</svg>", at) + 6));
    }
    assertThat(charts).hasSize(4);
    for (String chart : charts) {
      Document xml =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8)));
      assertThat(
              xml.getElementsByTagName("polyline").getLength()
                  + xml.getElementsByTagName("rect").getLength())
          .as("lines or bars")
          .isPositive();
    }
  }

  @Test
  void jsonIsJson() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonReport.write(evil, out);
    List<String> names = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(out.toByteArray())) {
      while (json.nextToken() != null) {
        if (json.currentName() != null) {
          names.add(json.currentName());
        }
      }
    }
    assertThat(names)
        .contains("fine", "losses", "latencies", "percentileMillis", "99.9", "faults", "timeline");
  }

  @Test
  void ticksAreRound() {
    assertThat(Chart.linear(10, Double::toString).stream().map(Chart.Tick::at))
        .containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    assertThat(Chart.linear(0, Double::toString)).hasSizeLessThan(10);
    assertThat(Chart.linear(123_456, Double::toString)).hasSizeBetween(3, 7);
  }

  @Test
  void axesEndAtRoundValues() {
    assertThat(Chart.roundedUp(10)).isEqualTo(10);
    assertThat(Chart.roundedUp(10_001)).isEqualTo(12_000);
    assertThat(Chart.roundedUp(103.7)).isEqualTo(150);
    assertThat(Chart.roundedUp(0)).isNotNegative();
    assertThat(labels(Chart.logarithmic(1, 5, Double::toString)))
        .containsExactly("1.0", "2.0", "5.0");
    assertThat(labels(Chart.logarithmic(0.7, 23, Double::toString)))
        .containsExactly("0.5", "1.0", "2.0", "5.0", "10.0", "20.0", "50.0");
    assertThat(labels(Chart.logarithmic(0.1, 800, Double::toString)))
        .as("powers of ten, of many")
        .containsSubsequence("1.0", "10.0", "100.0", "1000.0")
        .doesNotContain("2.0", "5.0");
    assertThat(Chart.logarithmic(3, 3, Double::toString)).hasSizeGreaterThan(1);
  }

  private static List<String> labels(List<Chart.Tick> ticks) {
    return ticks.stream().map(Chart.Tick::label).toList();
  }
}
