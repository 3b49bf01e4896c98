package carafe.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.process.Ports;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Nodes that share a database find each other, and make one cluster, whatever the order. */
@ResourceLock(TestCluster.MACHINE)
class ClusterStartIT {
  @Test
  void fiveAtOnceAmongDeadRowsAreOneClusterAndAgainAfterAllWereKilled() {
    try (TestCluster cluster = TestCluster.of(5)) {
      TestDatabase database = cluster.database().withTables();
      try (StrangerNode _ = StrangerNode.in(database, "127.0.0.1", Ports.free(), 1, "3 seconds");
          StrangerNode _ = StrangerNode.in(database, "192.0.2.1", 7355, 1, "1 day")) {
        assertThat(database.ask("select count(*) from carafe_node")).containsExactly("2");

        cluster.start().awaitWhole().awaitAllSeeAll();
      }
      assertThat(database.ask("select count(*) from carafe_node")).containsExactly("5");
      String first = cluster.clusters().getFirst();

      for (int node = 1; node <= 5; node++) {
        cluster.kill9(node);
      }
      for (int node = 5; node >= 1; node--) {
        cluster.startAgain(node);
      }
      cluster.awaitWhole().awaitAllSeeAll();

      assertThat(cluster.clusters().getFirst()).isNotEqualTo(first);
      assertThat(database.ask("select count(*) from carafe_node")).containsExactly("5");
    }
  }

  @Test
  void withSeedNodesTheFirstFormsAndIsAMemberLikeOthersLater() {
    int[] ports = IntStream.range(0, 3).map(_ -> Ports.free()).toArray();
    String seeds =
        IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    try (TestCluster cluster = TestCluster.of(3, node -> node.with("CARAFE_SEED_NODES", seeds))) {
      for (int node = 1; node <= 3; node++) {
        cluster.node(node).with("CARAFE_CLUSTER_PORT", Integer.toString(ports[node - 1]));
      }
      cluster.start(2);
      cluster.start(3);
      cluster.await(
          "they wait for the first",
          () ->
              cluster.node(2).out().contains("only 127.0.0.1:" + ports[0])
                  && cluster.node(3).out().contains("only 127.0.0.1:" + ports[0]));

      cluster.start(1);
      cluster.awaitWhole().awaitAllSeeAll();

      String incarnation = cluster.clusters().getFirst();
      assertThat(cluster.stop(1)).isZero();
      cluster.startAgain(1);
      cluster.awaitWhole();
      assertThat(cluster.clusters()).containsOnly(incarnation);
    }
  }
}
