package carafe.load.run;

import carafe.load.measure.Measure;
import carafe.load.measure.Use;
import carafe.load.play.StepKind;
import carafe.load.play.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param interrupted it was stopped before its end
 * @param finished games that were played to their end
 * @param playSeconds how long the games took, filling aside
 * @param details each step, if one room was played
 * @param bottlenecks sentences on where the tool was too slow itself
 * @param notes what else a reader should know
 */
public record Result(
    Scenario scenario,
    Instant startedAt,
    double seconds,
    boolean interrupted,
    int finished,
    double playSeconds,
    Map<StepKind, StepTotal> totals,
    List<StepResult> details,
    Map<Measure, Histogram> latencies,
    Map<String, Long> faults,
    List<Use> phases,
    List<Use> stretches,
    List<String> bottlenecks,
    List<String> notes,
    List<Sample> timeline) {
  public Result {
    totals = Map.copyOf(totals);
    details = List.copyOf(details);
    latencies = Map.copyOf(latencies);
    faults = Map.copyOf(faults);
    phases = List.copyOf(phases);
    stretches = List.copyOf(stretches);
    bottlenecks = List.copyOf(bottlenecks);
    notes = List.copyOf(notes);
    timeline = List.copyOf(timeline);
  }

  /** What is wrong, in sentences; empty: everything arrived, and all of it was right. */
  public List<String> losses() {
    List<String> losses = new ArrayList<>();
    for (StepKind kind : StepKind.values()) {
      StepTotal total = totals.get(kind);
      if (total != null && total.arrived() < total.expected()) {
        losses.add(
            String.format(
                Locale.ROOT,
                "%,d of %,d %s did not arrive",
                total.expected() - total.arrived(),
                total.expected(),
                kind.plural()));
      }
    }
    faults.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            fault ->
                losses.add(
                    String.format(Locale.ROOT, "%,d × %s", fault.getValue(), fault.getKey())));
    if (!interrupted && finished < scenario.rooms()) {
      losses.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d games did not come to their end",
              scenario.rooms() - finished,
              scenario.rooms()));
    }
    return losses;
  }

  /** Whether anything was timed; not when nobody got in. */
  public boolean hasFigures() {
    return latencies.values().stream().anyMatch(h -> h.getTotalCount() > 0);
  }

  public boolean isFine() {
    return !interrupted && losses().isEmpty();
  }

  /** Answers stored in a second, while everybody answered at once; empty: they were spread. */
  public Optional<Double> answersPerSecond() {
    StepTotal answers = totals.get(StepKind.ANSWER);
    if (answers == null || answers.arrived() == 0 || !scenario.think().isZero()) {
      return Optional.empty();
    }
    double seconds = scenario.rooms() == 1 ? answers.lastMillis() / 1000 : playSeconds;
    return seconds > 0 ? Optional.of(answers.arrived() / seconds) : Optional.empty();
  }

  /** Games played to their end in a second. */
  public double gamesPerSecond() {
    return playSeconds > 0 ? finished / playSeconds : 0;
  }
}
