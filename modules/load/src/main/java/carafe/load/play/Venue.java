package carafe.load.play;

import carafe.load.loop.Dialer;
import carafe.load.measure.Faults;
import carafe.load.measure.Latencies;
import carafe.load.measure.SelfWatch;
import carafe.load.plan.Tasting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What all games of a run share.
 *
 * @param think over how long answers are spread; zero: all at once
 * @param timeout how long each step may take
 * @param back over how long phones come back that were cut off in each question; empty: nobody is
 * @param alone only one room is played: what the tool does belongs to its step
 * @param results is told what came of each step
 */
public record Venue(
    Dialer dialer,
    List<Lane> lanes,
    Tasting tasting,
    Duration think,
    Duration timeout,
    Optional<Duration> back,
    boolean alone,
    Latencies latencies,
    Faults faults,
    SelfWatch watch,
    Consumer<StepResult> results) {
  public Venue {
    lanes = List.copyOf(lanes);
  }

  Lane lane(int nth) {
    return lanes.get(nth % lanes.size());
  }
}
