package carafe.server.node;

import carafe.server.cluster.joining.Joining;
import carafe.server.cluster.joining.Membership;
import carafe.server.cluster.registry.LockSession;
import carafe.server.cluster.registry.NodeIdentity;
import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import carafe.server.version.CarafeVersion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's life in the cluster: known to the database before it joins, forgotten by it when its
 * actor system has ended.
 *
 * @param endedItself why, if it did
 * @param gone completes with the end of the actor system, or when that takes too long: a thread
 *     that a fatal error left hanging shall not keep a node that serves nobody
 */
record NodeLife(
    ActorSystem<Void> system,
    LockSession registry,
    Joining joining,
    CompletableFuture<String> endedItself,
    CompletableFuture<Done> gone)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);

  /** Registered from now on; joins when its joining begins. */
  static NodeLife of(ActorSystem<Void> system, Settings.Cluster settings, DatabaseLogin login) {
    Membership membership = new Membership(Adapter.toClassic(system));
    CompletableFuture<String> endedItself = new CompletableFuture<>();
    Rivals rivals = new Rivals(system, membership, endedItself);
    LockSession registry =
        LockSession.start(
            login,
            new NodeIdentity(membership.self(), CarafeVersion.number(), CarafeVersion.PROTOCOL),
            rivals::lockedAgain);
    return new NodeLife(
        system,
        registry,
        new Joining(registry, membership, settings.seedNodes(), rivals::entered),
        endedItself,
        gone(system));
  }

  private static CompletableFuture<Done> gone(ActorSystem<Void> system) {
    CompletableFuture<Done> gone = new CompletableFuture<>();
    var _ = system.getWhenTerminated().thenRun(() -> gone.complete(Done.getInstance()));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeServiceUnbind(),
            "be-gone-in-time",
            () -> {
              long atMost = Stopping.within(system).toSeconds();
              gone.completeOnTimeout(Done.getInstance(), atMost, TimeUnit.SECONDS);
              return CompletableFuture.completedStage(Done.getInstance());
            });
    return gone;
  }

  /**
   * Returns once the node is up, however long that takes.
   *
   * @throws StartProblem when it never will be
   */
  void awaitUp() {
    try {
      joining.up().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StartProblem problem ? problem : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("The start was interrupted", e);
    }
  }

  /** With what to say of it if nobody asked for it. */
  CompletionStage<String> whenGone() {
    return gone.copy().thenApply(_ -> endedItself.getNow(why()));
  }

  private String why() {
    // Nobody but Pekko ends the actor system without giving a reason.
    return CoordinatedShutdown.get(system)
            .getShutdownReason()
            .filter(CoordinatedShutdown.actorSystemTerminateReason()::equals)
            .isPresent()
        ? "This node ended after a fatal error, told above; start it again"
        : "This node was given up by the cluster and ends; start it again";
  }

  @Override
  public void close() {
    joining.close();
    boolean ended = false;
    // One that ended by itself has had its time.
    long atMost = gone.isDone() ? 1 : Stopping.within(system).toSeconds();
    try {
      CoordinatedShutdown.get(system)
          .runAll(StopReason.ASKED)
          .thenCompose(_ -> system.getWhenTerminated())
          .toCompletableFuture()
          .get(atMost, TimeUnit.SECONDS);
      ended = true;
    } catch (TimeoutException | ExecutionException e) {
      LOG.error("The node did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Last: until it is gone, others must know of it; and for longer if it did not go.
      if (ended) {
        registry.close();
      } else {
        registry.abandon();
      }
    }
  }

  enum StopReason implements CoordinatedShutdown.Reason {
    /** Somebody asked for it. */
    ASKED,
    /** Another cluster. */
    RIVAL
  }
}
