package carafe.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Message;
import carafe.it.client.Secrets;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What operators are told of three nodes: by GET /cluster of each, and by the logs. */
@ResourceLock(TestCluster.MACHINE)
class SeenByOperatorsIT {
  private static final int NODES = 3;

  @Test
  void membersRoomsAndConnectionsAreSeenAndWhatBecomesOfThem() {
    try (TestCluster cluster =
        TestCluster.of(NODES, node -> node.with("CARAFE_CLUSTER_STABLE_AFTER", "20s")).start()) {
      cluster.awaitWhole().awaitAllSeeAll();
      List<String> addresses =
          IntStream.rangeClosed(1, NODES)
              .mapToObj(node -> cluster.seenBy(node).text("node"))
              .toList();
      allSayTheSame(cluster);
      countsAreRight(cluster, addresses);
      aPausedNodeIsUnreachableAndComesBack(cluster, addresses.get(1));
      aKilledNodeIsGone(cluster, addresses.get(2));
    }
  }

  private static void allSayTheSame(TestCluster cluster) {
    String incarnation = cluster.clusters().getFirst();
    for (int node = 1; node <= NODES; node++) {
      Message seen = cluster.seenBy(node);
      assertThat(seen.text("cluster")).isEqualTo(incarnation);
      assertThat(seen.objects("members")).filteredOn(m -> m.flag("oldest")).hasSize(1);
      assertThat(seen.objects("members")).filteredOn(m -> m.flag("leader")).hasSize(1);
      String version = seen.text("version");
      assertThat(version).doesNotContain("0.0.0");
      assertThat(seen.objects("members")).allMatch(m -> m.text("version").equals(version));
      assertThat(seen.objects("registered")).allMatch(m -> m.text("version").equals(version));
      assertThat(seen.objects("registered")).hasSize(NODES).allMatch(row -> row.flag("locked"));
      assertThat(Web.get(cluster.node(node).http("/cluster")).status()).isEqualTo(404);
      assertThat(cluster.node(node).getManagement("/ready").statusCode()).isEqualTo(200);
      assertThat(cluster.node(node).getManagement("/alive").statusCode()).isEqualTo(200);
    }
  }

  /**
   * Sockets to rooms of their own: one to the first node, two to the second, three to the third.
   */
  private static void countsAreRight(TestCluster cluster, List<String> addresses) {
    String host = "HOST-" + UUID.randomUUID();
    Secrets.note(host);
    List<Socket> sockets = new ArrayList<>();
    for (int node = 1; node <= NODES; node++) {
      Address address = new Address(cluster.node(node).port());
      for (int i = 0; i < node; i++) {
        sockets.add(Socket.open("guest", address.session(Web.freeCode(address), "a" + node + i)));
      }
    }
    sockets.add(Socket.open("host", new Address(cluster.node(1).port()).host(host)));
    for (int node = 1; node <= NODES; node++) {
      int asked = node;
      cluster.await(
          "node " + asked + " counts all",
          () -> {
            Message seen = cluster.seenBy(asked);
            return connections(seen, addresses).equals(List.of(2L, 2L, 3L))
                && sum(seen, "main", "rooms") == 6
                && sum(seen, "host", "rooms") == 1;
          });
      assertThat(cluster.seenBy(asked).toString()).doesNotContain(host, "HOST-");
    }
    sockets.forEach(socket -> socket.close(1000));
    cluster.await(
        "they are gone",
        () -> connections(cluster.seenBy(1), addresses).equals(List.of(0L, 0L, 0L)));
  }

  private static List<Long> connections(Message seen, List<String> addresses) {
    return addresses.stream()
        .map(address -> TestCluster.member(seen, address).number("connections"))
        .toList();
  }

  private static long sum(Message seen, String party, String what) {
    return seen.objects("members").stream()
        .flatMap(member -> member.objects("parties").stream())
        .filter(load -> load.text("party").equals(party))
        .mapToLong(load -> load.number(what))
        .sum();
  }

  private static void aPausedNodeIsUnreachableAndComesBack(TestCluster cluster, String address) {
    cluster.pause(2);
    cluster.await(
        "the paused node is seen unreachable",
        () -> {
          Message paused = TestCluster.member(cluster.seenBy(1), address);
          return !paused.flag("reachable")
              && !paused.texts("unreachableBy").isEmpty()
              && !paused.flag("answers")
              && !paused.has("connections");
        });
    cluster.goOn(2);
    cluster.awaitAllSeeAll();
    said(cluster, 1, "WARN", "Node " + address + " is unreachable: its ");
    said(cluster, 1, "INFO", "Node " + address + " is reachable again: its ");
  }

  private static void aKilledNodeIsGone(TestCluster cluster, String address) {
    cluster.kill9(3);
    cluster.awaitAllSeeAll();
    for (int node = 1; node < NODES; node++) {
      Message seen = cluster.seenBy(node);
      assertThat(seen.objects("members")).hasSize(2);
      assertThat(seen.objects("registered"))
          .filteredOn(row -> row.text("address").equals(address))
          .noneMatch(row -> row.flag("locked"));
      said(cluster, node, "WARN", "Node " + address + " is given up: its ");
      said(cluster, node, "WARN", "Node " + address + " is removed, 2 nodes left: its ");
    }
  }

  /** A line that others may have come before: the log may be a moment behind. */
  private static void said(TestCluster cluster, int node, String level, String text) {
    cluster.await(
        "node " + node + " says " + text,
        () ->
            cluster
                .node(node)
                .out()
                .lines()
                .anyMatch(line -> line.contains(" " + level) && line.contains(text)));
  }
}
