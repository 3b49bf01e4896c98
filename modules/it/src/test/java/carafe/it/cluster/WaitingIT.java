package carafe.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.process.CarafeProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a node does that cannot know whether it would make a second cluster: it waits, or ends. */
@ResourceLock(TestCluster.MACHINE)
class WaitingIT {
  @Test
  void whoCannotTellWhetherOthersLiveWaitsAndSaysWhomItAsked() throws Exception {
    try (TestCluster cluster = TestCluster.of(2);
        // As a paused process would.
        ServerSocket accepts = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      TestDatabase database = cluster.database().withTables();
      try (StrangerNode cutOff =
          StrangerNode.in(database, "127.0.0.1", accepts.getLocalPort(), 1, "3 seconds")) {
        cluster.start();
        String address = "127.0.0.1:" + accepts.getLocalPort();
        cluster.await(
            "both say whom they asked",
            () ->
                cluster.node(1).out().contains("Tried " + address + " accepts connections")
                    && cluster.node(2).out().contains("Tried " + address + " accepts connections"));
        assertThat(cluster.node(1).get("/ready").statusCode()).isEqualTo(503);
        assertThat(cluster.node(1).get("/ready").body()).contains("waits for other nodes");
        assertThat(cluster.node(1).get("/alive").statusCode()).isEqualTo(200);

        assertThat(cluster.stop(2)).as("SIGTERM while it waits").isZero();
        assertThat(cluster.node(2).err()).isEmpty();
        assertThat(cluster.clusters()).containsExactly("null");

        cutOff.lives();
        cluster.await(
            "it asks to be let in",
            () -> ready(cluster.node(1)).contains("has asked to be let in"));
        cutOff.leaves();
        cluster.awaitWhole();
        assertThat(database.ask("select count(*) from carafe_node")).containsExactly("1");
      }
    }
  }

  @Test
  void whoCannotTalkToTheOthersOrHasTheAddressOfOneRefusesAndARivalEndsIt() {
    try (TestCluster cluster = TestCluster.of(1).start().awaitWhole()) {
      TestDatabase database = cluster.database();
      String port = database.ask("select port from carafe_node").getFirst();
      try (CarafeProcess twin =
          cluster
              .newNode()
              .with("CARAFE_CLUSTER_PORT", port)
              .with("CARAFE_CLUSTER_BIND_PORT", "0")
              .start()) {
        assertFails(twin, "Another node has the address of this one, 127.0.0.1:" + port);
      }
      try (CarafeProcess second = cluster.newNode().with("CARAFE_CLUSTER_PORT", port).start()) {
        assertFails(second, "Port 127.0.0.1:" + port + " is taken");
      }
      try (StrangerNode foreign =
          StrangerNode.in(database, "192.0.2.1", 7355, 99, "3 seconds").lives()) {
        try (CarafeProcess node = cluster.newNode().start()) {
          assertFails(node, "192.0.2.1:7355 has Carafe 9.9.9 (protocol 99)");
        }
        assertThat(cluster.node(1).isReady()).isTrue();

        // Whoever loses its lock and finds a member of another cluster when it takes it again.
        database.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'carafe-node'");
        assertFails(cluster.node(1), "Another cluster formed on this database");
        foreign.leaves();
      }
      assertThat(database.ask("select count(*) from carafe_node")).containsExactly("0");
    }
  }

  private static String ready(CarafeProcess node) {
    return node.get("/ready").body();
  }

  private static void assertFails(CarafeProcess node, String part) {
    assertThat(node.awaitEnd()).as(node.out()).isEqualTo(1);
    assertThat(node.err().lines()).hasSize(1);
    assertThat(node.err()).contains(part);
  }
}
