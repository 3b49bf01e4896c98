package carafe.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.chaos.check.Verdict;
import carafe.it.chaos.cluster.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Games on a cluster that is hurt all the time: nothing that was promised is lost. One seed, for
 * two minutes; {@link ChaosSoak} runs many.
 */
class ChaosIT {
  private static final int TABLES = 8;

  /** Draws a crash of the database, a pause, a partition, a kill and a stop, in a short time. */
  private static final long SEED = 20894;

  @Test
  void nothingPromisedIsLost() throws InterruptedException {
    long seed = Long.getLong("chaos.seed", SEED);
    Run run = new Run(seed, Duration.ofSeconds(Long.getLong("chaos.seconds", 80)), false);
    try (Cluster cluster = Cluster.of(Run.NODES)) {
      Verdict verdict = run.on(cluster, TABLES);
      assertThat(verdict.violations()).as(run.story()).isEmpty();
      assertThat(verdict.games()).as(run.story()).isGreaterThanOrEqualTo(TABLES);
    }
  }
}
