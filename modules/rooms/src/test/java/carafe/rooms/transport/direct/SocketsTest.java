package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketsTest {
  private final Selector selector;
  private final EventLoop loop = new EventLoop("never started", 1);
  private final Sockets sockets = new Sockets();

  SocketsTest() throws IOException {
    selector = Selector.open();
  }

  @AfterEach
  void close() throws IOException {
    selector.close();
  }

  private Socket add() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      Socket socket =
          new Socket(channel, loop, channel.register(selector, 0), _ -> new Nothing(), () -> {});
      sockets.add(socket);
      return socket;
    }
  }

  private record Nothing() implements Phase {
    @Override
    public void readable(ByteBuffer buffer) {}

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

  @Test
  void whoeverGoesLeavesTheOthers() throws IOException {
    Socket one = add();
    Socket two = add();
    Socket three = add();

    sockets.remove(one);
    assertThat(sockets.copy()).containsExactlyInAnyOrder(two, three);
    sockets.remove(one);
    assertThat(sockets.size()).as("gone already").isEqualTo(2);
    sockets.remove(three);
    sockets.remove(two);
    assertThat(sockets.isEmpty()).isTrue();
    sockets.add(one);
    assertThat(sockets.copy()).containsExactly(one);
  }
}
