package carafe.server.management;

import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.mapResponse;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import carafe.server.cluster.registry.Registry;
import carafe.server.http.GetOrHead;
import carafe.server.http.HttpPort;
import carafe.server.http.JsonErrors;
import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import carafe.server.start.Beside;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.CacheControl;
import org.apache.pekko.http.javadsl.model.headers.CacheDirectives;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators see of a node: a port of its own that answers from before the node joins until
 * after it has left, and lines in the log.
 */
public final class Management {
  private static final Logger LOG = LoggerFactory.getLogger(Management.class);

  /** Operators and their tools; others wait to be accepted. */
  private static final int CONNECTIONS_MAX = 256;

  /** For connections on which nobody asks. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

  private static final Duration DRAIN = Duration.ofMillis(500);

  private final Supplier<InetSocketAddress> bound;

  private Management(Supplier<InetSocketAddress> bound) {
    this.bound = bound;
  }

  /**
   * Tells of members from now on, so to be called before the node joins; answers operators a moment
   * later, once its port is had.
   *
   * @param health answers {@code /ready} and {@code /alive}
   * @param stableAfter how long an unreachable member is waited for
   * @param registry empty: the database is not asked who it knows
   */
  public static Management begin(
      ActorSystem<?> system,
      Settings.Management settings,
      Route health,
      Duration stableAfter,
      Optional<Registry> registry) {
    Survey survey = new Survey(system, registry);
    MemberLog.start(system, survey, stableAfter);
    Route route = concat(health, route(survey));
    return new Management(Beside.begin(() -> listen(system, HttpPort.of(settings), route)));
  }

  private static InetSocketAddress listen(ActorSystem<?> system, HttpPort port, Route route) {
    ServerBinding binding = bind(system, port, route);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-management-port",
            () -> binding.terminate(DRAIN).thenApply(_ -> Done.getInstance()));
    InetSocketAddress address = binding.localAddress();
    LOG.info("Operators ask this node at {}/cluster", HttpPort.url(address));
    return address;
  }

  private static ServerBinding bind(ActorSystem<?> system, HttpPort port, Route route) {
    try {
      return Http.get(system)
          .newServerAt(port.host(), port.port())
          .withSettings(settings(system))
          .bind(oneAnswerEach(JsonErrors.around(route)))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw port.problem(e);
    }
  }

  private static ServerSettings settings(ActorSystem<?> system) {
    ServerSettings defaults = ServerSettings.create(Adapter.toClassic(system));
    return defaults
        .withMaxConnections(CONNECTIONS_MAX)
        .withTimeouts(
            defaults
                .getTimeouts()
                .withIdleTimeout(
                    scala.concurrent.duration.Duration.fromNanos(SILENCE_MAX.toNanos())));
  }

  /** Tools that keep their connections must not keep others out. */
  private static Route oneAnswerEach(Route route) {
    return mapResponse(response -> response.addHeader(Connection.create("close")), () -> route);
  }

  private static Route route(Survey survey) {
    return path(
        "cluster",
        () ->
            GetOrHead.of(
                () ->
                    completeWithFuture(
                        survey.picture().thenApply(ClusterJson::of).thenApply(Management::json))));
  }

  private static HttpResponse json(byte[] body) {
    return HttpResponse.create()
        .addHeader(CacheControl.create(CacheDirectives.NO_STORE))
        .withEntity(ContentTypes.APPLICATION_JSON, body);
  }

  /**
   * Where it listens; waits until it does.
   *
   * @throws StartProblem when the port cannot be had
   */
  public InetSocketAddress address() {
    return bound.get();
  }
}
