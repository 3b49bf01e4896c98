package carafe.load.loop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A link's socket: bytes in, bytes out as the socket takes them. */
final class Plug {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Outgoing outgoing = new Outgoing();

  Plug(Selector selector, Optional<InetAddress> source, Object owner) throws IOException {
    channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (source.isPresent()) {
        channel.bind(new InetSocketAddress(source.get(), 0));
      }
      key = channel.register(selector, SelectionKey.OP_CONNECT, owner);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** True: at once. */
  boolean connect(SocketAddress address) throws IOException {
    return channel.connect(address);
  }

  boolean finishConnect() throws IOException {
    return channel.finishConnect();
  }

  /** From now on it waits for bytes. */
  void listen() {
    wantWrites();
  }

  int read(byte[] into) throws IOException {
    return channel.read(ByteBuffer.wrap(into));
  }

  void write(ByteBuffer bytes) throws IOException {
    outgoing.write(channel, bytes);
    wantWrites();
  }

  void flush() throws IOException {
    outgoing.flush(channel);
    wantWrites();
  }

  private void wantWrites() {
    int wanted = SelectionKey.OP_READ | (outgoing.isEmpty() ? 0 : SelectionKey.OP_WRITE);
    if (key.isValid() && key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** Without a farewell of TCP: the port is free at once. */
  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // Then with a farewell.
    }
    close();
  }
}
