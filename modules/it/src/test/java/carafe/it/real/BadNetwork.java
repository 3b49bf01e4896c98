package carafe.it.real;

import carafe.it.client.Address;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Passes bytes on between clients and a server, until it is told to cut the lines. */
final class BadNetwork implements Closeable {
  private final ServerSocket entrance;
  private final List<Socket> lines = new ArrayList<>();
  private volatile Address server;

  BadNetwork(Address server) {
    this.server = server;
    try {
      entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("bad-network").start(this::accept);
  }

  /** Where clients come in. */
  Address address() {
    return new Address(entrance.getLocalPort());
  }

  /** From now on it leads there. */
  void leadTo(Address other) {
    server = other;
  }

  /** Resets every connection, on both sides. */
  synchronized void cut() {
    for (Socket line : lines) {
      try {
        line.setSoLinger(true, 0); // RST, not FIN: nobody says goodbye
        line.close();
      } catch (IOException e) {
        // it was cut already
      }
    }
    lines.clear();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Thread.ofVirtual().start(() -> lead(client));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void lead(Socket client) {
    try {
      Socket onwards = new Socket(InetAddress.getLoopbackAddress(), server.port());
      synchronized (this) {
        lines.add(client);
        lines.add(onwards);
      }
      Thread.ofVirtual().start(() -> pass(client, onwards));
      pass(onwards, client);
    } catch (IOException e) {
      shut(client); // nobody is there to lead to
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one side is gone, so is the other
    }
    shut(from);
    shut(to);
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was gone already
    }
  }
}
