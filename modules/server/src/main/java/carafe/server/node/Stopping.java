package carafe.server.node;

import carafe.server.settings.Settings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node leaves: it says that it is not ready, serves on until load balancers have noticed,
 * sends its clients to other nodes one after the other, and only then its rooms. Each step has a
 * bound, so that neither a database that is away nor clients that do not close hold it up.
 */
final class Stopping {
  private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);
  private static final String PHASES = "pekko.coordinated-shutdown.phases.";

  /** What clients get to answer our close; those that do not are cut when the process ends. */
  static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

  /** What a step is given beyond what it should take, on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /**
   * After the last connection: open requests, rooms that store what they hold (4 s with a database
   * that is away) and move, leaving the cluster.
   */
  static final Duration REST_WITHIN = Duration.ofSeconds(15);

  /**
   * How long the oldest node goes on saying where rooms are that were here. The next oldest begins
   * to only half a second after it has heard that it is (Pekko's ShardCoordinator), and meanwhile
   * those rooms would be nowhere.
   */
  private static final Duration SHOWING_THE_WAY = Duration.ofMillis(1200);

  /** In these there are clients to send elsewhere, in good order. */
  private static final Set<MemberStatus> IN_GOOD_ORDER =
      Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final Settings.Stop stop;

  Stopping(ActorSystem<?> system, Cluster cluster, Settings.Stop stop) {
    this.system = system;
    this.cluster = cluster;
    this.stop = stop;
  }

  /** The node's configuration with bounds of the steps that fit the settings. */
  static Config bounded(Settings settings) {
    Settings.Stop stop = settings.stop();
    return settings
        .config()
        .withValue(
            PHASES + CoordinatedShutdown.PhaseBeforeServiceUnbind() + ".timeout",
            ConfigValueFactory.fromAnyRef(stop.notice().plus(SLACK)))
        .withValue(
            PHASES + CoordinatedShutdown.PhaseServiceUnbind() + ".timeout",
            ConfigValueFactory.fromAnyRef(stop.spread().plus(CLOSE_GRACE).plus(SLACK)));
  }

  /** By then the node is gone or given up: 23 s with the usual settings. */
  static Duration within(ActorSystem<?> system) {
    Config stop = system.settings().config().getConfig("carafe.stop");
    return stop.getDuration("notice")
        .plus(stop.getDuration("spread"))
        .plus(CLOSE_GRACE)
        .plus(REST_WITHIN);
  }

  /** What is to be done before the rooms move, for whatever reason the node ends. */
  void arrange(Readiness readiness, RoomCluster rooms) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "not-ready",
        () -> {
          readiness.stopping();
          return giveNotice();
        });
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "close-connections",
        () -> closeConnections(rooms));
    // Beside the task of sharding, which hands over the rooms; the node leaves when both are done.
    shutdown.addTask(
        CoordinatedShutdown.PhaseClusterShardingShutdownRegion(),
        "show-the-way",
        () -> isOldest() && hasOthersToTakeOver() ? in(SHOWING_THE_WAY) : done());
  }

  private CompletionStage<Done> giveNotice() {
    if (!hasOthersToTakeOver()) {
      return done();
    }
    LOG.info(
        "Stopping: not ready any more, serving on for {}, then closing connections over {}",
        stop.notice(),
        stop.spread());
    return in(stop.notice());
  }

  /** Alone, nobody gains by waiting: whoever comes back finds nobody until the next start. */
  private CompletionStage<Done> closeConnections(RoomCluster rooms) {
    Duration spread = hasOthersToTakeOver() ? stop.spread() : Duration.ZERO;
    return rooms
        .leave(spread)
        .toCompletableFuture()
        .completeOnTimeout(
            Done.getInstance(), spread.plus(CLOSE_GRACE).toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Not those that are leaving, too, nor when this node must not serve any more. */
  private boolean hasOthersToTakeOver() {
    if (CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(NodeLife.StopReason.RIVAL::equals)
        .isPresent()) {
      return false;
    }
    Member self = cluster.selfMember();
    CurrentClusterState state = cluster.state();
    return IN_GOOD_ORDER.contains(self.status())
        && StreamSupport.stream(state.getMembers().spliterator(), false)
            .anyMatch(
                member ->
                    !member.uniqueAddress().equals(self.uniqueAddress())
                        && member.status().equals(MemberStatus.up())
                        && !state.getUnreachable().contains(member));
  }

  private boolean isOldest() {
    Member self = cluster.selfMember();
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .noneMatch(member -> member.isOlderThan(self));
  }

  private static CompletionStage<Done> in(Duration time) {
    return new CompletableFuture<Done>()
        .completeOnTimeout(Done.getInstance(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedStage(Done.getInstance());
  }
}
