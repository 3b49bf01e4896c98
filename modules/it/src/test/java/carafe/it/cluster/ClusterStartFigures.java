package carafe.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long five nodes that are started at once need to be one cluster, the rows of their killed
 * predecessors in the table. Not part of the build: docs/operations.md has the command.
 */
class ClusterStartFigures {
  private static final int NODES = 5;
  private static final int RUNS = Integer.getInteger("cluster.start.runs", 10);
  private static final Duration BAR = Duration.ofSeconds(20);

  @Test
  void fiveAtOnce() {
    List<Duration> took = new ArrayList<>();
    try (TestCluster cluster = TestCluster.of(NODES)) {
      for (int run = 0; run < RUNS; run++) {
        long begin = System.nanoTime();
        cluster.start();
        cluster.awaitWhole();
        took.add(Duration.ofNanos(System.nanoTime() - begin));
        System.out.printf("run %d: %d ms%n", run + 1, took.getLast().toMillis());
        for (int node = 1; node <= NODES; node++) {
          cluster.kill9(node);
        }
      }
    }
    Collections.sort(took);
    System.out.printf(
        "%d nodes at once, %d runs: median %d ms, worst %d ms%n",
        NODES, RUNS, took.get(took.size() / 2).toMillis(), took.getLast().toMillis());
    assertThat(took.getLast()).isLessThan(BAR);
  }
}
