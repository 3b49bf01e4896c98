package carafe.rooms.http;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.connection.Arrival;
import carafe.rooms.connection.Clocks;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Visitor;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.EchoType;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;

/**
 * A transport with the settings of the real server and a handler that writes down what it sees of
 * each request. Handshakes are accepted, with an echo; those to {@code /later} by another thread,
 * those to {@code /refused}, {@code /thrown} and {@code /failed} are not. What opens the
 * conversation at {@code /unwelcome} fails.
 */
final class SeeingServer implements AutoCloseable {
  /** All that a handler can see of a request. */
  record Seen(
      String line,
      String rawTarget,
      List<String> headers,
      Map<String, List<String>> shown,
      String entity,
      String from,
      List<String> subprotocols) {
    static Seen of(HttpRequest request) {
      List<String> headers = new ArrayList<>();
      for (HttpHeader header : request.getHeaders()) {
        if (header.renderInRequests()) {
          headers.add(header.name() + ": " + header.value());
        }
      }
      List<String> subprotocols = new ArrayList<>();
      request
          .getAttribute(AttributeKeys.webSocketUpgrade)
          .map(WebSocketUpgrade::getRequestedProtocols)
          .ifPresent(offered -> offered.forEach(subprotocols::add));
      return new Seen(
          request.method().value() + " " + request.getUri() + " " + request.protocol().value(),
          request.getHeader("Raw-Request-URI").map(HttpHeader::value).orElse("none"),
          headers,
          Shown.headers(request),
          request.entity().toString(),
          request
              .getAttribute(AttributeKeys.remoteAddress)
              .flatMap(remote -> remote.getAddress())
              .map(InetAddress::getHostAddress)
              .orElse("nowhere"),
          subprotocols);
    }
  }

  final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final ActorSystem<Void> system;
  private final Transport transport;
  private final Connections connections;
  private final BoundServer server;

  SeeingServer(TransportSettings.Kind kind) {
    Config config =
        ConfigFactory.parseString("carafe.rooms.http.transport = " + kind)
            .withFallback(ConfigFactory.load());
    system = ActorSystem.create(Behaviors.empty(), "seeing", config);
    ConnectionSettings settings = ConnectionSettings.of(config);
    connections =
        new Connections(
            settings,
            (type, room, connection) -> welcome(connection),
            Clocks.system(),
            new Tally());
    transport = Transports.of(TransportSettings.of(config), connections.budgets());
    server =
        transport
            .listen(
                system,
                "127.0.0.1",
                0,
                PekkoSettings.of(system, settings, HttpSettings.of(config)),
                this::answer)
            .toCompletableFuture()
            .join();
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    seen.add(Seen.of(request));
    if (request.getAttribute(AttributeKeys.webSocketUpgrade).isEmpty()) {
      return completed(HttpResponse.create().withStatus(404).withEntity("no handshake"));
    }
    String path = request.getUri().path();
    if (path.startsWith("/later")) {
      return CompletableFuture.supplyAsync(() -> accept(request));
    }
    if (path.startsWith("/refused")) {
      return completed(new ErrorAnswer(403, "FORBIDDEN", "Not you.").response());
    }
    if (path.startsWith("/thrown")) {
      throw new IllegalStateException("a handler's mistake");
    }
    if (path.startsWith("/unwelcome")) {
      return completed(
          transport.accept(
              request,
              _ -> {
                throw new IllegalStateException("a room's mistake");
              }));
    }
    if (path.startsWith("/failed")) {
      return CompletableFuture.failedStage(new IllegalStateException("a handler's mistake"));
    }
    return completed(accept(request));
  }

  private static CompletionStage<HttpResponse> completed(HttpResponse answer) {
    return CompletableFuture.completedStage(answer);
  }

  private HttpResponse accept(HttpRequest request) {
    Arrival arrival =
        new Arrival(
            EchoType.ECHO,
            new RoomAddress("echo", "1"),
            new Visitor("id", "", Map.of(), Map.of()),
            InetAddress.getLoopbackAddress());
    return transport.accept(request, wire -> connections.open(arrival, wire));
  }

  private static void welcome(Connection connection) {
    connection.attached(
        new Diary() {
          @Override
          public void heard(ClientMessage message, Instant at) {
            connection.send(EchoType.frame("echo: " + ((EchoType.Said) message).text()));
          }
        });
  }

  int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
