package carafe.load.report;

import carafe.load.measure.Measure;
import carafe.load.measure.Use;
import carafe.load.play.StepKind;
import carafe.load.play.StepResult;
import carafe.load.run.Result;
import carafe.load.run.Sample;
import carafe.load.run.Scenario;
import carafe.load.run.StepTotal;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** A result for programs. Fields may be added; none is renamed. */
public final class JsonReport {
  private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9, 99.99};

  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  public static void write(Result result, OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new JsonReport(json).result(result);
      json.writeRaw('\n');
    }
  }

  private void result(Result result) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("fine", result.isFine());
    json.writeBooleanField("interrupted", result.interrupted());
    texts("losses", result.losses());
    texts("bottlenecks", result.bottlenecks());
    texts("notes", result.notes());
    json.writeStringField("startedAt", result.startedAt().toString());
    json.writeNumberField("seconds", result.seconds());
    json.writeNumberField("playSeconds", result.playSeconds());
    scenario(result.scenario());
    json.writeNumberField("gamesFinished", result.finished());
    json.writeNumberField("gamesPerSecond", result.gamesPerSecond());
    if (result.answersPerSecond().isPresent()) {
      json.writeNumberField("answersPerSecond", result.answersPerSecond().get());
    }
    json.writeObjectFieldStart("faults");
    for (Map.Entry<String, Long> fault : new TreeMap<>(result.faults()).entrySet()) {
      json.writeNumberField(fault.getKey(), fault.getValue());
    }
    json.writeEndObject();
    latencies(result.latencies());
    totals(result.totals());
    details(result.details());
    uses("phases", result.phases());
    uses("stretches", result.stretches());
    timeline(result.timeline());
    json.writeEndObject();
  }

  private void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void scenario(Scenario s) throws IOException {
    json.writeObjectFieldStart("scenario");
    json.writeStringField("name", s.name());
    json.writeStringField("url", s.target().url());
    json.writeNumberField("rooms", s.rooms());
    json.writeNumberField("players", s.players());
    json.writeNumberField("rounds", s.rounds());
    json.writeNumberField("questions", s.questions());
    json.writeNumberField("ramp", s.ramp());
    json.writeNumberField("thinkMillis", s.think().toMillis());
    if (s.back().isPresent()) {
      json.writeNumberField("backWithinMillis", s.back().get().toMillis());
    }
    json.writeNumberField("timeoutMillis", s.timeout().toMillis());
    json.writeNumberField("loops", s.loops());
    json.writeEndObject();
  }

  private void latencies(Map<Measure, Histogram> latencies) throws IOException {
    json.writeObjectFieldStart("latencies");
    for (Measure measure : Measure.values()) {
      Histogram h = latencies.get(measure);
      if (h != null && h.getTotalCount() > 0) {
        json.writeObjectFieldStart(measure.title());
        json.writeStringField("meaning", measure.meaning());
        json.writeNumberField("count", h.getTotalCount());
        json.writeNumberField("minMillis", h.getMinValue() / 1e3);
        json.writeNumberField("meanMillis", h.getMean() / 1e3);
        json.writeNumberField("maxMillis", h.getMaxValue() / 1e3);
        json.writeObjectFieldStart("percentileMillis");
        for (double percentile : PERCENTILES) {
          String name = Double.toString(percentile).replaceFirst("\\.0$", "");
          json.writeNumberField(name, h.getValueAtPercentile(percentile) / 1e3);
        }
        json.writeEndObject();
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private void totals(Map<StepKind, StepTotal> totals) throws IOException {
    json.writeObjectFieldStart("steps");
    for (StepKind kind : StepKind.values()) {
      StepTotal total = totals.get(kind);
      if (total != null) {
        json.writeObjectFieldStart(kind.plural());
        json.writeNumberField("steps", total.steps());
        json.writeNumberField("expected", total.expected());
        json.writeNumberField("arrived", total.arrived());
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private void details(List<StepResult> details) throws IOException {
    json.writeArrayFieldStart("details");
    for (StepResult step : details) {
      json.writeStartObject();
      json.writeStringField("what", step.kind().plural());
      json.writeNumberField("question", step.question());
      json.writeNumberField("expected", step.expected());
      json.writeNumberField("arrived", step.arrived());
      if (step.isTimed()) {
        json.writeNumberField("firstMillis", step.firstMillis());
        json.writeNumberField("lastMillis", step.lastMillis());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void uses(String name, List<Use> uses) throws IOException {
    json.writeArrayFieldStart(name);
    for (Use use : uses) {
      json.writeStartObject();
      json.writeStringField("what", use.what());
      json.writeNumberField("seconds", use.seconds());
      json.writeNumberField("busy", use.busy());
      json.writeNumberField("lateP99Millis", use.lateP99Millis());
      json.writeNumberField("lateMaxMillis", use.lateMaxMillis());
      json.writeNumberField("cores", use.cores());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void timeline(List<Sample> samples) throws IOException {
    json.writeArrayFieldStart("timeline");
    for (Sample sample : samples) {
      json.writeStartObject();
      json.writeNumberField("seconds", sample.seconds());
      json.writeStringField("phase", sample.phase());
      json.writeNumberField("links", sample.links());
      json.writeNumberField("joined", sample.joined());
      json.writeNumberField("answers", sample.answers());
      json.writeNumberField("messages", sample.messages());
      json.writeNumberField("faults", sample.faults());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
