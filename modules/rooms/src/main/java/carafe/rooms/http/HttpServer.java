package carafe.rooms.http;

import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;

/** Opens the front door on a port, and keeps time for the connections that came through it. */
public final class HttpServer {
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

  private HttpServer() {}

  /**
   * Listens until the server is unbound or terminated.
   *
   * @param transport the door's
   * @return fails when the port is taken
   */
  public static CompletionStage<BoundServer> start(
      ActorSystem<?> system,
      String address,
      int port,
      Transport transport,
      FrontDoor door,
      Connections connections,
      ConnectionSettings connectionSettings,
      HttpSettings httpSettings) {
    return transport
        .listen(
            system, address, port, PekkoSettings.of(system, connectionSettings, httpSettings), door)
        .thenApply(
            server -> {
              sweep(system, connections);
              return server;
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
