package carafe.server.cluster.joining;

import carafe.server.cluster.registry.NodeAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks cluster ports whether somebody listens, by connecting to them. */
final class Ports {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

  /** Beyond, names that resolve slowly count as no answer. */
  private static final Duration ALL_WITHIN = Duration.ofSeconds(3);

  private Ports() {}

  /** All at once; blocks for a few seconds at most. */
  static Map<NodeAddress, PortAnswer> ask(Collection<NodeAddress> addresses)
      throws InterruptedException {
    Map<NodeAddress, PortAnswer> answers = new ConcurrentHashMap<>();
    CountDownLatch open = new CountDownLatch(addresses.size());
    for (NodeAddress address : addresses) {
      Thread.ofVirtual()
          .start(
              () -> {
                answers.put(address, ask(address.host(), address.port()));
                open.countDown();
              });
    }
    if (!open.await(ALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      addresses.forEach(late -> answers.putIfAbsent(late, new PortAnswer(false, "no answer")));
    }
    return Map.copyOf(answers);
  }

  static PortAnswer ask(String host, int port) {
    InetSocketAddress there = new InetSocketAddress(host, port);
    if (there.isUnresolved()) {
      return new PortAnswer(false, "the name does not resolve");
    }
    try (Socket socket = new Socket()) {
      socket.connect(there, (int) ANSWER_WITHIN.toMillis());
      return new PortAnswer(false, "accepts connections");
    } catch (SocketTimeoutException e) {
      return new PortAnswer(false, "does not answer within " + ANSWER_WITHIN.toSeconds() + " s");
    } catch (ConnectException e) {
      // The same class says "network is unreachable".
      String reason = String.valueOf(e.getMessage());
      return reason.contains("refused")
          ? new PortAnswer(true, "refuses connections")
          : new PortAnswer(false, reason);
    } catch (IOException e) {
      return new PortAnswer(false, String.valueOf(e.getMessage()));
    }
  }
}
