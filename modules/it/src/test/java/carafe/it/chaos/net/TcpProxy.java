package carafe.it.chaos.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes on what comes to a port, both ways, unless it is told to hold back what certain addresses
 * say and are told; they hear nothing then, no refusal either. Nothing is lost: what was held comes
 * later, as over a network that is cut for a while.
 */
final class TcpProxy {
  private static final int CONNECT_WITHIN_MS = 5000;

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final Set<String> held = new HashSet<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private boolean allHeld;

  private TcpProxy(ServerSocket server, InetSocketAddress target) {
    this.server = server;
    this.target = target;
  }

  static TcpProxy open(String address, int port, String targetAddress, int targetPort) {
    try {
      ServerSocket server = new ServerSocket(port, 1000, InetAddress.ofLiteral(address));
      TcpProxy proxy = new TcpProxy(server, new InetSocketAddress(targetAddress, targetPort));
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  synchronized void hold(String source) {
    held.add(source);
  }

  synchronized void holdAll() {
    allHeld = true;
  }

  synchronized void pass(String source) {
    held.remove(source);
    notifyAll();
  }

  synchronized void passAll() {
    allHeld = false;
    notifyAll();
  }

  private synchronized void awaitPassage(String source) throws InterruptedException {
    while (allHeld || held.contains(source)) {
      wait();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void connect(Socket client) {
    String source = client.getInetAddress().getHostAddress();
    Socket onward = new Socket();
    open.add(client);
    open.add(onward);
    try {
      awaitPassage(source);
      client.setTcpNoDelay(true);
      onward.setTcpNoDelay(true);
      onward.connect(target, CONNECT_WITHIN_MS);
      Thread.ofVirtual().start(() -> pump(source, onward, client));
      pump(source, client, onward);
    } catch (IOException e) {
      end(client, onward); // refused
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(String source, Socket from, Socket to) {
    byte[] bytes = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        awaitPassage(source);
        out.write(bytes, 0, count);
      }
      awaitPassage(source); // neither is an end passed on
      to.shutdownOutput();
    } catch (IOException e) {
      end(from, to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Socket... sockets) {
    for (Socket socket : sockets) {
      open.remove(socket);
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no use any more.
      }
    }
  }

  void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end(open.toArray(new Socket[0]));
    passAll();
  }
}
