package carafe.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nodes that share a database find each other, and make one cluster, whatever the order. */
class ClusterStartIT {
  @Test
  void threeStartedAtOnceAreOneClusterAndStayOneWhenOneIsReplaced() {
    try (TestCluster cluster = TestCluster.of(3).start().awaitWhole()) {
      String incarnation = cluster.clusters().getFirst();
      cluster.kill9(2);
      cluster.startAgain(2);
      cluster.awaitWhole();

      assertThat(cluster.clusters()).containsOnly(incarnation);
      assertThat(cluster.stop(1)).isZero();
      // Nor the row of the killed, which the next one at its address has removed.
      assertThat(cluster.database().ask("select count(*) from carafe_node")).containsExactly("2");
    }
  }
}
