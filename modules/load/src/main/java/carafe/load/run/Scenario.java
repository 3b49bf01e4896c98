package carafe.load.run;

import carafe.load.loop.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be done.
 *
 * @param name that of the command
 * @param players in each room
 * @param questions in each round
 * @param ramp connections begun in a second
 * @param think over how long answers are spread; zero: all at once
 * @param back over how long phones come back that were cut off; empty: nobody is
 * @param timeout how long each step may take
 * @param loops threads that carry connections
 * @param trusting any certificate will do
 */
public record Scenario(
    String name,
    Target target,
    int rooms,
    int players,
    int rounds,
    int questions,
    double ramp,
    Duration think,
    Optional<Duration> back,
    Duration timeout,
    int loops,
    boolean trusting) {

  /** Hosts included. */
  public long connections() {
    return (long) rooms * (players + 1L);
  }

  public long phones() {
    return (long) rooms * players;
  }
}
