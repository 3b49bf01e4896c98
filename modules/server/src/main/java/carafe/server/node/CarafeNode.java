package carafe.server.node;

import carafe.server.database.Database;
import carafe.server.http.HttpPort;
import carafe.server.http.JsonErrors;
import carafe.server.management.Management;
import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running node: a member of the cluster that answers on its HTTP port. */
public final class CarafeNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CarafeNode.class);
  private static final Duration UP_WITHIN = Duration.ofSeconds(30);

  /** What open HTTP requests get before their connections are cut. */
  private static final Duration HTTP_DRAIN = Duration.ofSeconds(3);

  private final ActorSystem<Void> system;
  private final InetSocketAddress address;
  private final InetSocketAddress management;
  private final List<String> parties;

  private CarafeNode(
      ActorSystem<Void> system,
      InetSocketAddress address,
      InetSocketAddress management,
      List<String> parties) {
    this.system = system;
    this.address = address;
    this.management = management;
    this.parties = parties;
  }

  /**
   * Returns once the node is ready.
   *
   * @throws StartProblem when the port cannot be had or the cluster does not take the node up
   */
  public static CarafeNode start(
      Settings settings, RoomsSettings roomsSettings, Database database) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "carafe",
            NodeConfig.of(Stopping.bounded(settings), database.login()));
    try {
      Cluster cluster = Cluster.get(system);
      Readiness readiness = new Readiness(cluster, database.liveness());
      // Before it joins: an operator shall see what a node waits for.
      Management management =
          Management.start(
              system,
              settings.management(),
              HealthRoute.of(readiness),
              settings.cluster().stableAfter(),
              Optional.empty());
      CompletionStage<Done> up = joined(system, cluster);
      RoomCluster rooms = new RoomCluster(system, roomsSettings, database.dataSource());
      ServerBinding binding = bind(system, settings.http(), rooms, HealthRoute.of(readiness));
      readiness.listening();
      new Stopping(system, cluster, settings.stop()).arrange(readiness, rooms);
      await(up);
      return new CarafeNode(system, binding.localAddress(), management.address(), rooms.parties());
    } catch (RuntimeException e) {
      stop(system);
      throw e;
    }
  }

  /** Alone, a node is the first of its own cluster. */
  private static CompletionStage<Done> joined(ActorSystem<Void> system, Cluster cluster) {
    CompletableFuture<Done> up = new CompletableFuture<>();
    org.apache.pekko.cluster.Cluster.get(Adapter.toClassic(system))
        .registerOnMemberUp(() -> up.complete(Done.getInstance()));
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return up;
  }

  private static ServerBinding bind(
      ActorSystem<Void> system, Settings.Http http, RoomCluster rooms, Route elsewhere) {
    try {
      return rooms
          .listen(http.host(), http.port(), handler(system, elsewhere))
          .toCompletableFuture()
          .join()
          .addToCoordinatedShutdown(HTTP_DRAIN, system);
    } catch (CompletionException e) {
      throw HttpPort.of(http).problem(e);
    }
  }

  private static Function<HttpRequest, CompletionStage<HttpResponse>> handler(
      ActorSystem<Void> system, Route route) {
    var handler = JsonErrors.around(route).function(system);
    return request -> {
      try {
        return handler.apply(request);
      } catch (Exception e) {
        return CompletableFuture.failedFuture(e);
      }
    };
  }

  private static void await(CompletionStage<Done> up) {
    try {
      up.toCompletableFuture().get(UP_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new StartProblem("The cluster did not take this node up within " + UP_WITHIN, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartProblem("The start was interrupted", e);
    }
  }

  ActorSystem<?> system() {
    return system;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Where operators ask. */
  public InetSocketAddress management() {
    return management;
  }

  /** The names of all kinds of room it has. */
  public List<String> parties() {
    return parties;
  }

  /** Completes when the node is gone, for whatever reason. */
  public CompletionStage<Done> whenGone() {
    return system.getWhenTerminated();
  }

  /** Takes no more connections, lets rooms store what they hold, leaves, and ends. */
  @Override
  public void close() {
    stop(system);
  }

  private static void stop(ActorSystem<Void> system) {
    try {
      CoordinatedShutdown.get(system)
          .runAll(StopReason.INSTANCE)
          .thenCompose(_ -> system.getWhenTerminated())
          .toCompletableFuture()
          .get(Stopping.within(system).toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.error("The node did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Somebody asked for it. */
  private enum StopReason implements CoordinatedShutdown.Reason {
    INSTANCE
  }
}
