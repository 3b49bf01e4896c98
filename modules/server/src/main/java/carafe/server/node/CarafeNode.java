package carafe.server.node;

import carafe.rooms.transport.BoundServer;
import carafe.server.cluster.downing.Coroner;
import carafe.server.cluster.tls.NodeTls;
import carafe.server.database.Database;
import carafe.server.http.HttpPort;
import carafe.server.http.JsonErrors;
import carafe.server.management.Management;
import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.remote.RemoteTransportException;

/** One running node: a member of the cluster that answers on its HTTP port. */
public final class CarafeNode implements AutoCloseable {
  /** What open HTTP requests get before their connections are cut. */
  private static final Duration HTTP_DRAIN = Duration.ofSeconds(3);

  private static final Duration BEGIN_WAIT_MAX = Duration.ofSeconds(5);

  private final NodeLife life;
  private final InetSocketAddress address;
  private final InetSocketAddress management;
  private final List<String> parties;

  private CarafeNode(
      NodeLife life,
      InetSocketAddress address,
      InetSocketAddress management,
      List<String> parties) {
    this.life = life;
    this.address = address;
    this.management = management;
    this.parties = parties;
  }

  /**
   * Returns once the node answers on its HTTP port; {@link #awaitUp} when it serves.
   *
   * @param opened waited for once the actor system stands, which takes as long as opening it
   * @throws StartProblem when a port or the database cannot be had
   */
  public static CarafeNode start(
      Settings settings,
      RoomsSettings roomsSettings,
      DatabaseLogin login,
      Supplier<Database> opened) {
    ActorSystem<Void> system = system(settings, login);
    Database database = awaited(opened, system);
    NodeLife life = NodeLife.of(system, settings.cluster(), login);
    try {
      Readiness readiness =
          new Readiness(Cluster.get(system), life.joining()::waitingFor, database.liveness());
      var _ = life.joining().up().thenRun(readiness::up);
      // Before it joins: an operator shall see what a node waits for.
      Management management =
          Management.begin(
              system,
              settings.management(),
              HealthRoute.of(readiness),
              settings.cluster().stableAfter(),
              Optional.of(life.registry()));
      life.joining().begin();
      Coroner.start(system, life.registry());
      RoomCluster rooms = new RoomCluster(system, roomsSettings, database.dataSource());
      BoundServer server = bind(system, settings.http(), rooms, HealthRoute.of(readiness));
      InetSocketAddress operators = management.address();
      readiness.listening();
      new Stopping(system, Cluster.get(system), settings.stop()).arrange(readiness, rooms);
      return new CarafeNode(life, server.address(), operators, rooms.parties());
    } catch (RuntimeException e) {
      life.close();
      throw e;
    }
  }

  private static ActorSystem<Void> system(Settings settings, DatabaseLogin login) {
    ClusterAddress address = ClusterAddress.of(settings.cluster(), login);
    HttpPort.of(settings.http()).checkApartFrom(address.bind());
    HttpPort.of(settings.management()).checkApartFrom(address.bind());
    try {
      return ActorSystem.create(
          Behaviors.empty(),
          "carafe",
          NodeTls.of(settings.cluster().tls())
              .withFallback(NodeConfig.of(Stopping.bounded(settings), login, address)));
    } catch (RemoteTransportException e) {
      throw address.bind().problem(e);
    }
  }

  private static Database awaited(Supplier<Database> opened, ActorSystem<Void> system) {
    try {
      return opened.get();
    } catch (RuntimeException e) {
      try {
        whenBegun(system).toCompletableFuture().join();
      } catch (CompletionException late) {
        e.addSuppressed(late);
      }
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
      throw e;
    }
  }

  /** Before that its receptionist would log, as an error, that the cluster has ended. */
  private static CompletionStage<?> whenBegun(ActorSystem<Void> system) {
    return AskPattern.ask(
        system.receptionist(),
        (ActorRef<Receptionist.Listing> replyTo) ->
            Receptionist.find(ServiceKey.create(Void.class, "none"), replyTo),
        BEGIN_WAIT_MAX,
        system.scheduler());
  }

  private static BoundServer bind(
      ActorSystem<Void> system, Settings.Http http, RoomCluster rooms, Route elsewhere) {
    try {
      BoundServer server =
          rooms
              .listen(http.host(), http.port(), handler(system, elsewhere))
              .toCompletableFuture()
              .join();
      CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
      shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "close-http-port", server::unbind);
      shutdown.addTask(
          CoordinatedShutdown.PhaseServiceRequestsDone(),
          "end-http-connections",
          () -> server.terminate(HTTP_DRAIN));
      return server;
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

  /**
   * Returns once the node is up in the cluster, however long that takes.
   *
   * @throws StartProblem when it never will be
   */
  public void awaitUp() {
    life.awaitUp();
  }

  ActorSystem<?> system() {
    return life.system();
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

  /** Completes when the node is gone, with what to say of it if nobody asked for it. */
  public CompletionStage<String> whenGone() {
    return life.whenGone();
  }

  /** Takes no more connections, lets rooms store what they hold, leaves, and ends. */
  @Override
  public void close() {
    life.close();
  }
}
