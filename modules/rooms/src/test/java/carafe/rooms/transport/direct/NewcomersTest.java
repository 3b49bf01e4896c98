package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That newcomers leave room for those who are here, and the other way round. */
@Timeout(60)
class NewcomersTest {
  private final EventLoop loop = new EventLoop("loop", 4);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  NewcomersTest() {
    loop.start();
  }

  @AfterEach
  void stop() {
    loop.stop();
  }

  @Test
  void afterSoManyStepsOfNewcomersItIsTheOthersTurn() throws Exception {
    CountDownLatch ended = new CountDownLatch(10);
    loop.execute(
        () -> {
          for (int i = 0; i < 10; i++) {
            String number = "" + i;
            loop.executeInTurn(
                () -> {
                  done.add("new " + number);
                  loop.execute(
                      () -> {
                        done.add("here " + number);
                        ended.countDown();
                      });
                });
          }
        });
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(String.join(", ", done))
        .isEqualTo(
            "new 0, new 1, new 2, new 3, here 0, here 1, here 2, here 3, "
                + "new 4, new 5, new 6, new 7, here 4, here 5, here 6, here 7, "
                + "new 8, new 9, here 8, here 9");
  }

  /** Each step adds the next: without a bound nothing else would ever happen. */
  @Test
  void aSocketIsReadWhileNewcomersNeverEnd() throws Exception {
    CompletableFuture<String> read = new CompletableFuture<>();
    try (ServerSocketChannel port = ServerSocketChannel.open()) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel client = SocketChannel.open(port.getLocalAddress())) {
        SocketChannel accepted = port.accept();
        accepted.configureBlocking(false);
        loop.executeInTurn(
            () -> loop.adopt(accepted, socket -> new Listening(socket, read), () -> {}));
        loop.executeInTurn(() -> again(read));
        client.write(ByteBuffer.wrap(new byte[] {'a'}));
        assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo("1 byte");
      }
    }
  }

  private void again(CompletableFuture<String> until) {
    if (!until.isDone()) {
      loop.executeInTurn(() -> again(until));
    }
  }

  @Test
  void aNewcomersMistakeStopsNobody() throws Exception {
    CompletableFuture<String> next = new CompletableFuture<>();
    loop.executeInTurn(
        () -> {
          throw new IllegalStateException("a mistake, for the test");
        });
    loop.executeInTurn(() -> next.complete("next"));
    assertThat(next.get(20, TimeUnit.SECONDS)).isEqualTo("next");
  }

  private record Listening(Socket socket, CompletableFuture<String> heard) implements Phase {
    @Override
    public void readable(ByteBuffer buffer) throws java.io.IOException {
      heard.complete(socket.channel.read(buffer) + " byte");
      socket.close();
    }

    @Override
    public void writable() {}

    @Override
    public boolean isOverdue(long now) {
      return false;
    }

    @Override
    public void drain() {}

    @Override
    public void gone() {}
  }
}
