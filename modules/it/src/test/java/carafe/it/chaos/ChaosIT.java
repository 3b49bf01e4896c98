package carafe.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.chaos.check.Verdict;
import carafe.it.chaos.cluster.Cluster;
import carafe.it.cluster.TestCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Games on a cluster that is hurt all the time: nothing that was promised is lost. One seed, faults
 * for a minute and a half; {@link ChaosSoak} runs many.
 */
@ResourceLock(TestCluster.MACHINE)
class ChaosIT {
  private static final int TABLES = 8;

  /** Draws a node without its database, a kill, partitions, and a crash of the database. */
  private static final long SEED = 13;

  @Test
  void nothingPromisedIsLost() throws InterruptedException {
    long seed = Long.getLong("chaos.seed", SEED);
    Run run = new Run(seed, Duration.ofSeconds(Long.getLong("chaos.seconds", 90)), false);
    try (Cluster cluster = Cluster.of(Run.NODES)) {
      Verdict verdict = run.on(cluster, TABLES);
      assertThat(verdict.violations()).as(run.story()).isEmpty();
      run.mustHaveShownSomething(verdict, TABLES);
    }
  }
}
