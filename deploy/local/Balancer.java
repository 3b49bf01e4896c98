import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer for a machine that has none: gives each TCP connection to the ready node with the
 * fewest of them. For trying a cluster out, with {@code deploy/local/cluster}; not for the world.
 *
 * <pre>java Balancer.java 127.0.0.1:8080 127.0.0.1:8081 127.0.0.1:8082 127.0.0.1:8083</pre>
 */
final class Balancer {
  private static final int CONNECT_MS = 1000;
  private static final int CHECK_EVERY_MS = 500;
  private static final int CONNECTIONS_MAX = 2000;

  private static final byte[] READY =
      "GET /ready HTTP/1.1\r\nHost: balancer\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** One node, and what is known of it. */
  private static final class Node {
    final InetSocketAddress address;
    final AtomicInteger connections = new AtomicInteger();
    volatile boolean ready;

    Node(InetSocketAddress address) {
      this.address = address;
    }

    void check() {
      try (Socket socket = connect()) {
        socket.setSoTimeout(CONNECT_MS);
        socket.getOutputStream().write(READY);
        byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        ready = new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
      } catch (IOException e) {
        ready = false;
      }
    }

    Socket connect() throws IOException {
      Socket socket = new Socket();
      try {
        socket.connect(address, CONNECT_MS);
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }
  }

  private final List<Node> nodes;
  private final AtomicInteger connections = new AtomicInteger();

  private Balancer(List<Node> nodes) {
    this.nodes = nodes;
  }

  public static void main(String[] args) throws IOException {
    List<Node> nodes = Arrays.stream(args).skip(1).map(Balancer::address).map(Node::new).toList();
    Balancer balancer = new Balancer(nodes);
    nodes.forEach(node -> Thread.ofVirtual().start(() -> watch(node)));
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(address(args[0]), 1024);
      while (true) {
        Socket phone = server.accept();
        Thread.ofVirtual().start(() -> balancer.serve(phone));
      }
    }
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static void watch(Node node) {
    while (true) {
      node.check();
      try {
        Thread.sleep(CHECK_EVERY_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket phone) {
    try (phone) {
      if (connections.incrementAndGet() <= CONNECTIONS_MAX) {
        phone.setTcpNoDelay(true);
        join(phone);
      }
    } catch (IOException e) {
      // The phone has gone: nothing is left to do.
    } finally {
      connections.decrementAndGet();
    }
  }

  /** With the first node that takes the connection; a node that has just died refuses it. */
  private void join(Socket phone) throws IOException {
    List<Node> candidates =
        nodes.stream()
            .filter(node -> node.ready)
            .sorted(Comparator.comparingInt(node -> node.connections.get()))
            .toList();
    for (Node node : candidates) {
      node.connections.incrementAndGet();
      try (Socket there = node.connect()) {
        Thread back = Thread.ofVirtual().start(() -> copy(there, phone));
        copy(phone, there);
        back.join();
        return;
      } catch (IOException e) {
        node.ready = false; // until the next look
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        node.connections.decrementAndGet();
      }
    }
    phone
        .getOutputStream()
        .write(
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Until one side ends; then the other one shall hear of it. */
  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, then.
    }
  }
}
