package carafe.rooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.connection.Clocks;
import carafe.rooms.testing.EchoServer;
import carafe.rooms.testing.EchoServer.Guest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that somebody else wrote agrees with our reading of the protocol. */
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
class JdkClientTest {
  private final EchoServer server;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private WebSocket socket;
  private Guest guest;

  JdkClientTest(TransportSettings.Kind kind) {
    server = new EchoServer("carafe.rooms.http.transport = " + kind, Clocks.system());
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
      heard.add("pong " + payload.remaining());
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      heard.add("close " + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      heard.add("error " + error);
    }
  }

  @BeforeEach
  void connect() {
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), new Listener())
            .join();
    guest = server.guest("/");
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void talksInPiecesAndWhole() throws Exception {
    socket.sendText("hé ", false).join();
    socket.sendPing(ByteBuffer.allocate(5)).join();
    socket.sendText("🍷", true).join();
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
    assertThat(next()).isEqualTo("pong 5");
    assertThat(next()).isEqualTo("echo: hé 🍷");
    assertThat(next()).isEqualTo("echo: bytes 0102");
    socket.sendText("x".repeat(60_000), true).join();
    assertThat(next()).isEqualTo("echo: " + "x".repeat(60_000));
    socket.sendClose(1000, "").join();
    assertThat(next()).isEqualTo("close 1000 ");
  }

  @Test
  void closesWithItsOwnCode() throws Exception {
    socket.sendClose(4567, "I go").join();
    assertThat(next()).isEqualTo("close 4567 ");
    assertThat(guest.diary().next()).isEqualTo("closed 4567 clean I go");
  }

  @Test
  void isToldWhyItIsClosed() throws Exception {
    guest.connection().close(1012, "restart");
    assertThat(next()).isEqualTo("close 1012 restart");
    assertThat(guest.diary().next()).isEqualTo("closed 1012 clean");
  }

  private String next() throws InterruptedException {
    String next = heard.poll(20, TimeUnit.SECONDS);
    return next == null ? "nothing for 20 s" : next;
  }
}
