package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.Budgets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who was told everything, and reads it only after the connection had to go, still gets all. */
@Timeout(60)
class LingeringTest {
  private final EventLoop loop = new EventLoop("loop", 16);
  private final NarrowPair pair = NarrowPair.open();
  private final SocketChannel client = pair.client();
  private final SocketChannel server = pair.server();

  @BeforeEach
  void start() {
    loop.start();
  }

  @AfterEach
  void stop() throws IOException {
    loop.stop();
    pair.close();
  }

  @Test
  void whenItsTimeIsUp() throws Exception {
    int written = linger(Duration.ZERO);
    awaitClosed();
    assertThat(readAll()).isEqualTo(written);
  }

  @Test
  void whenThePortWaitsForNobodyAnyLonger() throws Exception {
    int written = linger(Duration.ofHours(1));
    loop.giveUpTimed();
    awaitClosed();
    assertThat(readAll()).isEqualTo(written);
  }

  /** Far more than the client's side holds is still on this one when it begins to linger. */
  private int linger(Duration linger) throws Exception {
    Bounds bounds =
        new Bounds(
            1,
            1,
            1,
            1,
            32 << 10,
            1 << 20,
            Duration.ofHours(1),
            Duration.ofHours(1),
            linger,
            Budgets.of(1 << 20, 1 << 20));
    CompletableFuture<Integer> written = new CompletableFuture<>();
    loop.execute(
        () ->
            loop.adopt(
                server,
                socket -> {
                  written.complete(fill(socket.channel));
                  return Lingering.withoutOutput(socket, bounds);
                },
                () -> {}));
    return written.get(20, TimeUnit.SECONDS);
  }

  private static int fill(SocketChannel channel) throws IOException {
    int all = 0;
    for (int written = -1; written != 0; all += written) {
      written = channel.write(ByteBuffer.allocate(16 * 1024));
    }
    return all;
  }

  /** As far as the system is concerned, too: a selector lets go of a socket a turn later. */
  private void awaitClosed() throws Exception {
    while (server.isOpen()) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
    CompletableFuture<String> turn = new CompletableFuture<>();
    loop.execute(() -> turn.complete("done"));
    turn.get(20, TimeUnit.SECONDS);
  }

  private int readAll() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    int all = 0;
    for (int read = 0; read >= 0; read = client.read(buffer.clear())) {
      all += read;
    }
    return all;
  }
}
