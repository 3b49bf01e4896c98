package carafe.rooms.transport.direct;

import static carafe.rooms.client.SocketClient.handshake;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.Budgets;
import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import carafe.rooms.transport.TransportSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order of a handshake's steps over a socket that takes nothing for a while. */
@Timeout(60)
class HandshakeTest {
  /** What the socket is full of before the handshake. */
  private static final byte JUNK = '.';

  private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "handshake");
  private final ServerSettings settings = ServerSettings.create(system.settings().config());
  private final Bounds bounds =
      Bounds.of(
          new TransportSettings(
              TransportSettings.Kind.DIRECT, 1, 16, 32 << 10, Duration.ofSeconds(10)),
          settings,
          Budgets.of(1 << 20, 1 << 20));
  private final EventLoop loop = new EventLoop("loop", 16);
  private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
  private final CompletableFuture<HttpRequest> asked = new CompletableFuture<>();
  private final CompletableFuture<Wire> opened = new CompletableFuture<>();
  private final HttpLayer layer = new HttpLayer(system, settings, this::ask);
  private final NarrowPair pair = NarrowPair.open();
  private final SocketChannel client = pair.client();
  private final SocketChannel server = pair.server();
  private int junk;

  HandshakeTest() throws IOException {
    server.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
  }

  private CompletionStage<HttpResponse> ask(HttpRequest request) {
    asked.complete(request);
    return answer;
  }

  @BeforeEach
  void fillTheSocketAndShakeHands() throws Exception {
    byte[] bytes = new byte[1024];
    java.util.Arrays.fill(bytes, JUNK);
    // The system acknowledges what it took up to 40 ms later, which makes room once more.
    for (int full = 0; full < 10; full++) {
      int written = server.write(ByteBuffer.wrap(bytes));
      if (written > 0) {
        junk += written;
        full = 0;
      } else {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    loop.start();
    HandshakeReader reader = layer.reader();
    RemoteAddress remote = RemoteAddress.create((InetSocketAddress) server.getRemoteAddress());
    loop.executeInTurn(
        () ->
            loop.adopt(
                server,
                socket ->
                    new Silent(
                        socket,
                        bounds,
                        (it, _, first) -> {
                          assertThat(Handshake.begin(it, bounds, layer, reader, remote, first))
                              .isTrue();
                        }),
                () -> {}));
    client.write(ByteBuffer.wrap(handshake("/1").getBytes(US_ASCII)));
    asked.get(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws IOException {
    loop.stop();
    pair.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private HttpResponse accept() {
    Function<Wire, Conversation> opening =
        wire -> {
          opened.complete(wire);
          throw new IllegalStateException("the test has seen enough");
        };
    return asked
        .join()
        .getAttribute(HttpLayer.UPGRADING)
        .orElseThrow()
        .accept(asked.join(), opening);
  }

  /** All that the loop was told before is done. */
  private void awaitLoop() throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    loop.execute(() -> done.complete("done"));
    done.get(20, TimeUnit.SECONDS);
  }

  private String read(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining() && client.read(bytes) >= 0) {}
    return new String(bytes.array(), 0, bytes.position(), US_ASCII);
  }

  @Test
  void theRoomIsToldOnlyWhenAllOfTheAnswerIsInTheSocket() throws Exception {
    answer.complete(accept());
    awaitLoop();
    assertThat(opened).isNotDone();
    assertThat(read(junk)).matches("\\.+");
    assertThat(opened.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(read(1000))
        .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
        .endsWith("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
  }

  @Test
  void theRoomIsNeverToldOfWhoVanishesBeforeThat() throws Exception {
    answer.complete(accept());
    awaitLoop();
    client.setOption(StandardSocketOptions.SO_LINGER, 0);
    client.close();
    while (server.isOpen()) {
      Thread.onSpinWait();
    }
    awaitLoop();
    assertThat(opened).isNotDone();
  }

  @Test
  void anyOtherAnswerIsGivenToTheStream() throws Exception {
    answer.complete(HttpResponse.create().withStatus(403).withEntity("no"));
    assertThat(read(junk)).matches("\\.+");
    assertThat(read(12)).isEqualTo("HTTP/1.1 403");
    assertThat(opened).isNotDone();
  }
}
