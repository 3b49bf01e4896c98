package carafe.rooms.transport.direct;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.Budgets;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.transport.PlainServer;
import carafe.rooms.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has begun to ask when the port is to close gets an answer, the last one. */
@Timeout(60)
class DrainTest {
  @Test
  void whoseHandshakeWaitsForItsTurnAndGoesToTheStream() throws Exception {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "drain");
    ServerSettings settings = ServerSettings.create(system.settings().config());
    Bounds bounds =
        Bounds.of(
            new TransportSettings(
                TransportSettings.Kind.DIRECT, 1, 16, 32 << 10, Duration.ofSeconds(10)),
            settings,
            Budgets.of(1 << 20, 1 << 20));
    HttpLayer layer =
        new HttpLayer(
            system,
            settings,
            _ -> CompletableFuture.completedStage(HttpResponse.create().withEntity("here")));
    EventLoop loop = new EventLoop("loop", 16);
    loop.start();
    try (ServerSocketChannel port = ServerSocketChannel.open()) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketClient client = SocketClient.connect(port.socket().getLocalPort())) {
        SocketChannel server = port.accept();
        server.configureBlocking(false);
        RemoteAddress remote = RemoteAddress.create((InetSocketAddress) server.getRemoteAddress());
        HandshakeReader reader = layer.reader();
        loop.execute(
            () ->
                loop.adopt(
                    server,
                    socket ->
                        new Silent(
                            socket,
                            bounds,
                            (it, _, first) -> {
                              Handshake.begin(it, bounds, layer, reader, remote, first);
                              it.phase().drain();
                            }),
                    () -> {}));
        client.send(request("GET", "/", "Sec-WebSocket-Key: but no handshake"));
        assertLastAnswer(client.reply(), "here");
        client.readEnd();
      }
    } finally {
      loop.stop();
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  @Test
  void whoseFirstHeadHasHalfArrived() throws IOException {
    String request = request("GET", "/1");
    try (PlainServer server =
            new PlainServer("carafe.rooms.http { transport = direct, loops = 1 }", pekko -> pekko);
        SocketClient client = SocketClient.connect(server.port());
        SocketClient other = SocketClient.connect(server.port())) {
      client.send(request.substring(0, request.length() / 2));
      // They share a loop: when this one is answered, it has read the first one's half too.
      other.send(request("GET", "/2"));
      assertThat(other.reply().status()).isEqualTo(200);

      var _ = server.bound().terminate(Duration.ofSeconds(20));
      other.readEnd();
      client.send(request.substring(request.length() / 2));
      assertLastAnswer(client.reply(), "/1 0");
      client.readEnd();
    }
  }

  private static void assertLastAnswer(HttpReply reply, String body) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(body);
    assertThat(reply.headers()).containsEntry("connection", "close");
  }
}
