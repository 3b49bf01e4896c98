package carafe.server.cluster.joining;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.registry.LockSession;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeIdentity;
import carafe.server.cluster.registry.NodeRow;
import carafe.server.database.Database;
import carafe.server.settings.DatabaseLogin;
import carafe.server.testing.TestPostgres;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Nodes of nothing but joining, in one JVM, on real sockets and a real PostgreSQL: started
 * together, again and again, each time among the rows of the dead of the time before.
 */
@Order(1)
class FormationTest {
  /** More by hand: {@code -Dformation.rounds=100}. */
  private static final int ROUNDS = Integer.getInteger("formation.rounds", 4);

  private static final int NODES = 3;
  private static final long SECONDS_MAX = 60;

  private static final Config CONFIG =
      ConfigFactory.parseString(
              """
              carafe-protocol = 1
              pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              pekko.cluster.downing-provider-class = ""
              pekko.coordinated-shutdown.terminate-actor-system = on
              """)
          .withFallback(ConfigFactory.load());

  private record Node(
      ActorSystem system, Membership membership, LockSession registry, Joining joining) {
    static Node start(DatabaseLogin login) {
      ActorSystem system = ActorSystem.create("carafe", CONFIG);
      return start(login, system, new Membership(system), _ -> {});
    }

    static Node start(
        DatabaseLogin login, ActorSystem system, Membership membership, Consumer<Look> entered) {
      LockSession registry =
          LockSession.start(login, new NodeIdentity(membership.self(), "1", 1), _ -> {});
      Joining joining = new Joining(registry, membership, List.of(), entered);
      joining.begin();
      return new Node(system, membership, registry, joining);
    }

    void awaitUp() throws Exception {
      joining.up().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
    }

    void end() {
      joining.close();
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
      registry.close();
    }
  }

  @Test
  void howeverTheyAreStartedThereIsOneCluster() throws Exception {
    DatabaseLogin login = TestPostgres.freshDatabase();
    Database.open(login).close();
    for (int round = 0; round < ROUNDS; round++) {
      List<Node> nodes =
          IntStream.range(0, NODES).parallel().mapToObj(_ -> Node.start(login)).toList();
      try {
        for (Node node : nodes) {
          node.awaitUp();
        }
        assertThat(clusters(nodes.getFirst())).as("round " + round).hasSize(1);
        Set<NodeAddress> all =
            nodes.stream().map(node -> node.membership().self()).collect(Collectors.toSet());
        for (Node node : nodes) {
          Set<NodeAddress> seen = new HashSet<>(node.membership().fellows());
          seen.add(node.membership().self());
          assertThat(all).as("round " + round).containsAll(seen);
          assertThat(seen.size()).as("round " + round).isGreaterThan(1);
        }
      } finally {
        nodes.forEach(Node::end);
      }
      for (Node node : nodes) {
        leaveBehind(login, node.membership().self());
      }
    }
  }

  /** What cannot happen while everybody advertises an address where others reach it. */
  @Test
  void whoEntersLooksForAnotherCluster() throws Exception {
    DatabaseLogin login = TestPostgres.freshDatabase();
    Database.open(login).close();
    ActorSystem system = ActorSystem.create("carafe", CONFIG);
    Membership membership = new Membership(system);
    membership.form(); // as if nobody else had lived
    leaveBehind(login, new NodeAddress("192.0.2.1", 7355, 1));
    try (Connection other =
            DriverManager.getConnection(login.url(), login.user(), login.password());
        Statement statement = other.createStatement()) {
      statement.execute(
          "select pg_advisory_lock(%d, id) from carafe_node".formatted(0x43726631)); // its lock
      while (!membership.isUp()) {
        membership.awaitUp(Duration.ofSeconds(1));
      }
      CompletableFuture<Look> seen = new CompletableFuture<>();

      Node node = Node.start(login, system, membership, seen::complete);

      try {
        Look look = seen.get(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(Rival.in(look, membership.fellows()))
            .map(NodeRow::address)
            .contains(new NodeAddress("192.0.2.1", 7355, 1));
      } finally {
        node.end();
      }
    }
  }

  /** Of all nodes; waits until each row says so. */
  private static Set<UUID> clusters(Node asker) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    while (System.nanoTime() < deadline) {
      Look look = asker.registry().look().toCompletableFuture().get();
      List<Optional<UUID>> named =
          look.nodes().stream().filter(NodeRow::locked).map(NodeRow::cluster).toList();
      if (named.size() == NODES && named.stream().allMatch(Optional::isPresent)) {
        return named.stream().flatMap(Optional::stream).collect(Collectors.toSet());
      }
    }
    throw new AssertionError("not all rows name a cluster");
  }

  /** What a killed node leaves. */
  private static void leaveBehind(DatabaseLogin login, NodeAddress dead) throws Exception {
    TestPostgres.execute(
        login,
        "insert into carafe_node (host, port, uid, version, protocol, incarnation) values"
            + " ('%s', %d, %d, '1', 1, gen_random_uuid())"
                .formatted(dead.host(), dead.port(), dead.uid()));
  }
}
