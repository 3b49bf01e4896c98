package carafe.rooms.testing;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.connection.Arrival;
import carafe.rooms.connection.Clocks;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.http.Transports;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Visitor;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * A real server on a free port, where every WebSocket at any path hears an echo, and at {@code
 * /greeting…} a word before.
 */
public final class EchoServer implements AutoCloseable {
  /** Somebody who came: their connection, and what their inbox heard. */
  public record Guest(Connection connection, Diary diary) {}

  private final Transport transport;
  private final ActorSystem<Void> system;
  private final Connections connections;
  private final BoundServer server;
  private final Map<String, CompletableFuture<Guest>> guests = new ConcurrentHashMap<>();

  public EchoServer(String settings, Clocks clocks) {
    Config config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
    system = ActorSystem.create(Behaviors.empty(), "echo", config);
    connections =
        new Connections(
            ConnectionSettings.of(config),
            (type, room, guest) -> welcome(room, guest),
            clocks,
            new Tally());
    transport = Transports.of(TransportSettings.of(config), connections.budgets());
    server =
        transport
            .listen(
                system,
                "127.0.0.1",
                0,
                ServerSettings.create(config),
                request -> CompletableFuture.completedStage(accept(request)))
            .toCompletableFuture()
            .join();
  }

  private HttpResponse accept(HttpRequest request) {
    if (request.getAttribute(AttributeKeys.webSocketUpgrade).isEmpty()) {
      return HttpResponse.create().withStatus(404);
    }
    Arrival arrival =
        new Arrival(
            EchoType.ECHO,
            new RoomAddress("echo", request.getUri().path()),
            new Visitor("id", "", Map.of(), Map.of()),
            InetAddress.getLoopbackAddress());
    return transport.accept(request, wire -> connections.open(arrival, wire));
  }

  private void welcome(RoomAddress room, Connection connection) {
    Diary diary =
        new Diary() {
          @Override
          public void heard(ClientMessage message, Instant at) {
            super.heard(message, at);
            connection.send(EchoType.frame("echo: " + ((EchoType.Said) message).text()));
          }
        };
    if (room.room().startsWith("/greeting")) {
      connection.send(EchoType.frame("welcome"));
    }
    connection.attached(diary);
    coming(room.room()).complete(new Guest(connection, diary));
  }

  /** Who came, or comes, to that path. */
  public Guest guest(String path) {
    return coming(path).orTimeout(20, TimeUnit.SECONDS).join();
  }

  private CompletableFuture<Guest> coming(String path) {
    return guests.computeIfAbsent(path, _ -> new CompletableFuture<>());
  }

  public int port() {
    return server.address().getPort();
  }

  public BoundServer bound() {
    return server;
  }

  public Connections connections() {
    return connections;
  }

  public ActorSystem<Void> system() {
    return system;
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
