package carafe.it.descriptors;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.it.client.Address;
import carafe.it.client.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** TCP connections that say nothing. */
final class Crowd implements AutoCloseable {
  private final List<Socket> sockets = new ArrayList<>();

  Crowd come(Address server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      socket.setSoTimeout((int) Told.HANG.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
          (int) Told.HANG.toMillis());
    }
    return this;
  }

  /** All that this one is told, until the server ends it. */
  String heard(int index) throws IOException {
    return new String(sockets.get(index).getInputStream().readAllBytes(), UTF_8);
  }

  /** All go. */
  void leave() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    leave();
  }
}
