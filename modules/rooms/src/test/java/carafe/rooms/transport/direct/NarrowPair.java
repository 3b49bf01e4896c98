package carafe.rooms.transport.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Both ends of a connection over the loopback, of which the client's holds little. */
record NarrowPair(SocketChannel client, SocketChannel server) implements AutoCloseable {
  private static final int CLIENT_BYTES = 4096;

  /** The server's end does not block. */
  static NarrowPair open() {
    try (ServerSocketChannel port = ServerSocketChannel.open()) {
      port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel client = SocketChannel.open();
      client.setOption(StandardSocketOptions.SO_RCVBUF, CLIENT_BYTES);
      client.connect(port.getLocalAddress());
      SocketChannel server = port.accept();
      server.configureBlocking(false);
      return new NarrowPair(client, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
