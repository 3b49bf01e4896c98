package carafe.rooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.census.Tally;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Clocks;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.party.RoomTypes;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.EchoType;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that takes two connections and no more. */
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
class ConnectionLimitTest {
  private final Config config;
  private final ActorSystem<Void> system;
  private final ConnectionSettings settings;
  private final Connections connections;
  private final int port;

  ConnectionLimitTest(TransportSettings.Kind kind) {
    config =
        ConfigFactory.parseString(
                """
                carafe.rooms.connections-max = 2
                carafe.rooms.connection { ping-after = 10 ms, silence-max = 1 h }
                carafe.rooms.http.transport = %s
                """
                    .formatted(kind))
            .withFallback(ConfigFactory.load());
    system = ActorSystem.create(Behaviors.empty(), "limit", config);
    settings = ConnectionSettings.of(config);
    connections =
        new Connections(
            settings,
            (type, room, guest) -> guest.attached(new Diary()),
            Clocks.system(),
            new Tally());
    port = start();
  }

  private int start() {
    HttpSettings http = HttpSettings.of(config);
    DenialSettings denials = DenialSettings.of(config);
    Transport transport = Transports.of(TransportSettings.of(config), connections.budgets());
    FrontDoor door =
        new FrontDoor(
            system,
            http,
            new Denials(system, denials, new DenialBudget(denials), Duration.ZERO),
            RoomTypes.of(EchoType.ECHO),
            connections,
            transport,
            request -> CompletableFuture.completedStage(HttpResponse.create()));
    return HttpServer.start(system, "127.0.0.1", 0, transport, door, connections, settings, http)
        .toCompletableFuture()
        .join()
        .address()
        .getPort();
  }

  @AfterEach
  void stop() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  @Test
  @Timeout(20)
  void refusesFurtherOnesBeforeTheHandshakeUntilThereIsRoomAgain() {
    try (SocketClient first = SocketClient.open(port, "/parties/echo/1");
        SocketClient _ = SocketClient.open(port, "/parties/echo/2");
        SocketClient third = SocketClient.connect(port)) {
      // Both are told that they are in a moment before they count.
      while (connections.haveRoom()) {
        Thread.onSpinWait();
      }
      HttpReply reply = third.send(SocketClient.handshake("/parties/echo/3")).reply();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.headers()).containsKey("retry-after");
      assertThat(reply.body()).contains("\"code\":\"UNAVAILABLE\"");
      assertThat(third.send(SocketClient.request("GET", "/")).reply().status()).isEqualTo(200);

      first.send(ClientFrame.close(1000, ""));
      assertThat(first.readUntilClose()).isEqualTo("close 1000");
      first.readEnd();
      while (!connections.haveRoom()) {
        Thread.onSpinWait();
      }
      assertThat(third.send(SocketClient.handshake("/parties/echo/3")).reply().status())
          .isEqualTo(101);
    }
  }

  @Test
  void keepsTimeForItsConnections() {
    try (SocketClient client = SocketClient.open(port, "/parties/echo/1")) {
      assertThat(client.read().toString()).isEqualTo("ping");
    }
  }

  @Test
  void aNodeThatLeavesLetsNobodyIn() {
    connections.letNobodyIn();
    try (SocketClient client = SocketClient.connect(port)) {
      assertThat(client.send(SocketClient.handshake("/parties/echo/1")).reply().status())
          .isEqualTo(503);
    }
  }

  @Test
  @Timeout(20)
  void aClientThatVanishesBeforeTheHandshakeIsDoneLeavesNothing() {
    for (int i = 0; i < 5; i++) {
      SocketClient client = SocketClient.connect(port);
      client.send(SocketClient.handshake("/parties/echo/1"));
      client.reset();
    }
    // Were one still counted for each, this would never end.
    try (SocketClient late = SocketClient.connect(port)) {
      String handshake = SocketClient.handshake("/parties/echo/1");
      while (late.send(handshake).reply().status() != 101) {
        Thread.onSpinWait();
      }
    }
  }
}
