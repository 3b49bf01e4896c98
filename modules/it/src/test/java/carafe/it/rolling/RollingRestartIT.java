package carafe.it.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.balancer.HaProxy;
import carafe.it.chaos.check.GameNotes;
import carafe.it.chaos.check.Journal;
import carafe.it.chaos.check.Verdict;
import carafe.it.chaos.check.Violation;
import carafe.it.chaos.crowd.Crowd;
import carafe.it.cluster.TestCluster;
import carafe.server.settings.DatabaseLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Three nodes behind a load balancer are stopped and started again one after the other, as a
 * deployment does it, while games go on. Every acknowledgement is written down; afterwards each is
 * in effect, and every game came to its right end.
 *
 * <pre>
 * mvn verify -pl modules/it -am -Dit.test=RollingRestartIT -Drolling.games=50 -Drolling.rolls=10
 * </pre>
 */
@ResourceLock(TestCluster.MACHINE)
class RollingRestartIT {
  private static final int NODES = 3;
  private static final int GAMES = Integer.getInteger("rolling.games", 10);
  private static final int ROLLS = Integer.getInteger("rolling.rolls", 1);
  private static final int PHONES = Integer.getInteger("rolling.phones", 4);
  private static final long SEED = Long.getLong("rolling.seed", 4821);

  /** Then games that are over are not followed by others while the last node is replaced. */
  private static final boolean SHORT = GAMES <= 10;

  /** A game that began last has all its questions before it. */
  private static final Duration GAMES_END_WITHIN = Duration.ofMinutes(3);

  private static final Duration LOOK_WITHIN = Duration.ofMinutes(1);

  @Test
  void everybodyPlaysOn() throws Exception {
    List<String> told = new ArrayList<>();
    try (TestCluster cluster =
            TestCluster.of(NODES, node -> node.with("CARAFE_DEBUG_INCARNATIONS", "on"))
                .start()
                .awaitWhole()
                .awaitAllSeeAll();
        HaProxy balancer = HaProxy.before(addresses(cluster))) {
      balancer.awaitUp(1, 2, 3);
      for (int roll = 1; roll <= ROLLS; roll++) {
        told.add(roll(cluster, balancer, SEED + roll - 1));
      }
      assertThat(journal(cluster)).as("the journal has one line of writers").isEmpty();
    }
    assertThat(told).hasSize(ROLLS);
  }

  /** One roll, checked; what it came to, which is printed too. */
  private static String roll(TestCluster cluster, HaProxy balancer, long seed) throws Exception {
    try (Crowd crowd = Crowd.at(balancer.address(), GAMES, PHONES, seed)) {
      cluster.await("all games have begun", () -> begun(crowd) >= GAMES);
      long begin = System.nanoTime();
      List<String> nodes = new ArrayList<>();
      for (int node = 1; node <= NODES; node++) {
        if (SHORT && node == NODES) {
          crowd.lastOrders();
        }
        nodes.add(replace(cluster, balancer, node));
      }
      double took = secondsSince(begin);
      boolean ended = crowd.finish(GAMES_END_WITHIN);
      double all = secondsSince(begin);
      assertThat(crowd.lookAgain(LOOK_WITHIN)).as("everybody could look once more").isTrue();
      Verdict verdict = Verdict.of(crowd.notes(), List.of());
      String line =
          "rolling: seed %d, %d games at once, %d nodes in %.1f s %s, last game over after %.1f s; %d connections; %s"
              .formatted(seed, GAMES, NODES, took, nodes, all, crowd.connections(), verdict);
      System.out.println(line);
      assertThat(verdict.violations()).as(line).isEmpty();
      assertThat(ended).as("all games came to their end: " + line).isTrue();
      assertThat(verdict.games()).isGreaterThanOrEqualTo(GAMES);
      assertThat(verdict.answers()).as("answers").isGreaterThanOrEqualTo(4L * GAMES * PHONES / 2);
      assertThat(crowd.connections())
          .as("whoever was on a node that stopped came back")
          .isGreaterThan(GAMES * (PHONES + 1));
      return line;
    }
  }

  /** Stops a node, starts it again, and waits until the next one may go. */
  private static String replace(TestCluster cluster, HaProxy balancer, int node) {
    long begin = System.nanoTime();
    assertThat(cluster.stop(node)).as("node %d stops in order", node).isZero();
    double stopped = secondsSince(begin);
    cluster.startAgain(node);
    cluster.awaitAllSeeAll();
    balancer.awaitUp(1, 2, 3);
    return "stop %.1f + start %.1f".formatted(stopped, secondsSince(begin) - stopped);
  }

  /** Games whose first question was shown. */
  private static long begun(Crowd crowd) {
    return crowd.notes().stream().map(GameNotes::right).filter(right -> !right.isEmpty()).count();
  }

  private static List<Violation> journal(TestCluster cluster) throws SQLException {
    DatabaseLogin login = cluster.database().login();
    try (Connection connection =
        DriverManager.getConnection(login.url(), login.user(), login.password())) {
      return Journal.check(connection);
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static List<String> addresses(TestCluster cluster) {
    return IntStream.rangeClosed(1, NODES)
        .mapToObj(number -> "127.0.0.1:" + cluster.node(number).port())
        .toList();
  }
}
