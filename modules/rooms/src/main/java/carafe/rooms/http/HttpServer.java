package carafe.rooms.http;

import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;

/** Opens the front door on a port, and keeps time for the connections that came through it. */
public final class HttpServer {
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  private HttpServer() {}

  /**
   * Listens until the binding is unbound or terminated.
   *
   * @return fails when the port is taken
   */
  public static CompletionStage<ServerBinding> start(
      ActorSystem<?> system,
      String address,
      int port,
      FrontDoor door,
      Connections connections,
      ConnectionSettings connectionSettings,
      HttpSettings httpSettings) {
    Function<HttpRequest, CompletionStage<HttpResponse>> handler = door::apply;
    return Http.get(system)
        .newServerAt(address, port)
        .withSettings(PekkoSettings.of(system, connectionSettings, httpSettings))
        .bind(handler)
        .thenApply(
            binding -> {
              sweep(system, connections);
              return binding;
            });
  }

  /** Goes on after the binding ended, for the connections that are still there. */
  private static void sweep(ActorSystem<?> system, Connections connections) {
    Cancellable _ =
        system
            .scheduler()
            .scheduleAtFixedRate(
                SWEEP_EVERY, SWEEP_EVERY, connections::sweep, system.executionContext());
  }
}
