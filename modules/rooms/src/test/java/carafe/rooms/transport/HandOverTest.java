package carafe.rooms.transport;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Clocks;
import carafe.rooms.testing.EchoServer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The moment in which HTTP becomes a WebSocket, and all that may happen in it. */
@ParameterizedClass
@EnumSource(HandOverTest.Way.class)
@Timeout(60)
class HandOverTest {
  private static final int AT_ONCE = 8;

  /** Who reads the handshake, and carries what follows. */
  enum Way {
    /** Pekko. */
    STREAMS,
    /** The direct transport itself, as it is the first thing the client says. */
    DIRECT,
    /** Pekko, for the direct transport, as there was a request before. */
    DIRECT_AFTER_A_REQUEST;

    TransportSettings.Kind kind() {
      return this == STREAMS ? TransportSettings.Kind.STREAMS : TransportSettings.Kind.DIRECT;
    }
  }

  private final Way way;
  private final EchoServer server;
  private final ExecutorService crowd = Executors.newFixedThreadPool(AT_ONCE);

  HandOverTest(Way way) {
    this.way = way;
    server = new EchoServer("carafe.rooms.http.transport = " + way.kind(), Clocks.system());
  }

  private SocketClient connect() {
    SocketClient client = SocketClient.connect(server.port());
    if (way == Way.DIRECT_AFTER_A_REQUEST) {
      client.send(request("GET", "/"));
      assertThat(client.reply().status()).isEqualTo(404);
    }
    return client;
  }

  @AfterEach
  void stop() {
    crowd.shutdownNow();
    server.close();
  }

  private static byte[] together(String text, byte[] bytes) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(text.getBytes(UTF_8));
    both.writeBytes(bytes);
    return both.toByteArray();
  }

  @Test
  void hundredsAreTalkedToFirstAndHeard() throws Exception {
    allDo(
        400,
        i -> {
          try (SocketClient client = connect()) {
            client.send(handshake("/greeting/" + i));
            assertThat(client.reply().status()).isEqualTo(101);
            client.send(ClientFrame.text("hello " + i));
            assertThat(client.read().toString()).isEqualTo("text welcome");
            assertThat(client.read().toString()).isEqualTo("text echo: hello " + i);
            client.send(ClientFrame.close(1000, ""));
            assertThat(client.read().toString()).isEqualTo("close 1000");
            client.readEnd();
          }
          assertThat(server.guest("/greeting/" + i).diary().next()).isEqualTo("hello " + i);
          assertThat(server.guest("/greeting/" + i).diary().next()).isEqualTo("closed 1000 clean");
        });
    awaitNobody();
  }

  @Test
  void whoeverLeavesAtThatMomentLeavesNothing() throws Exception {
    allDo(
        400,
        i -> {
          String path = "/greeting/gone/" + i;
          SocketClient client = connect();
          byte[] request = handshake(path).getBytes(UTF_8);
          switch (i % 5) {
            case 0 -> client.send(request).reset();
            case 1 -> client.send(request).close();
            case 2 -> client.send(Arrays.copyOf(request, 1 + i % (request.length - 1))).reset();
            case 3 -> {
              client.send(request).endOutput();
              assertThat(client.reply().status()).isEqualTo(101);
              assertThat(client.readUntilClose()).isEqualTo("ended");
              client.close();
            }
            default -> {
              client.send(request);
              assertThat(client.reply().status()).isEqualTo(101);
              client.send(Arrays.copyOf(ClientFrame.text("half").bytes(), 5)).reset();
            }
          }
        });
    awaitNobody();
    try (SocketClient late = SocketClient.open(server.port(), "/late")) {
      late.send(ClientFrame.text("still there?"));
      assertThat(late.read().toString()).isEqualTo("text echo: still there?");
    }
  }

  /** RFC 6455 tells clients to wait for the answer; those that do not are heard all the same. */
  @Test
  void framesInThePacketOfTheHandshakeAreNotLost() throws Exception {
    if (way == Way.STREAMS) {
      return; // Pekko takes them for the next request, and may end the connection for it
    }
    allDo(
        200,
        i -> {
          try (SocketClient rude = connect()) {
            byte[] frames =
                ClientFrame.bytes(ClientFrame.text("one"), ClientFrame.text("two " + i));
            int cut = i % frames.length;
            rude.send(together(handshake("/greeting/rude" + i), Arrays.copyOf(frames, cut)));
            if (i % 2 == 0) {
              assertThat(rude.reply().status()).isEqualTo(101);
            }
            rude.send(Arrays.copyOfRange(frames, cut, frames.length));
            if (i % 2 == 1) {
              assertThat(rude.reply().status()).isEqualTo(101);
            }
            assertThat(rude.read().toString()).isEqualTo("text welcome");
            assertThat(rude.read().toString()).isEqualTo("text echo: one");
            assertThat(rude.read().toString()).isEqualTo("text echo: two " + i);
          }
        });
    awaitNobody();
  }

  private interface Client {
    void play(int number) throws Exception;
  }

  private void allDo(int count, Client client) throws Exception {
    List<Callable<Object>> plays = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            i ->
                plays.add(
                    () -> {
                      client.play(i);
                      return i;
                    }));
    for (Future<Object> played : crowd.invokeAll(plays)) {
      played.get();
    }
  }

  private void awaitNobody() {
    while (server.connections().size() > 0) {
      server.connections().sweep();
      Thread.onSpinWait();
    }
  }
}
