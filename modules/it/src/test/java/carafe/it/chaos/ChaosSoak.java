package carafe.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.chaos.check.Verdict;
import carafe.it.chaos.cluster.Cluster;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Many seeds, each for some minutes, on a cluster that may lose its majority too: {@code mvn verify
 * -Pchaos -Dchaos.seeds=1-20 -Dchaos.seconds=300}. Not part of the build.
 */
class ChaosSoak {
  @TestFactory
  Stream<DynamicTest> seeds() {
    String[] bounds = System.getProperty("chaos.seeds", "1-10").split("-", -1);
    Duration each = Duration.ofSeconds(Long.getLong("chaos.seconds", 300));
    return LongStream.rangeClosed(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> soak(seed, each)));
  }

  private static void soak(long seed, Duration each) throws InterruptedException {
    Run run =
        new Run(seed, each, Boolean.parseBoolean(System.getProperty("chaos.ruthless", "true")));
    try (Cluster cluster = Cluster.of(Run.NODES)) {
      int tables = Integer.getInteger("chaos.tables", 12);
      Verdict verdict = run.on(cluster, tables);
      assertThat(verdict.violations()).as(run.story()).isEmpty();
      run.mustHaveShownSomething(verdict, tables);
    }
  }
}
