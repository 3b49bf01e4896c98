package carafe.server.cluster.knock;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.registry.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Only a port where nobody listens refuses. */
class KnockTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void aPortWithoutAListenerRefuses() throws IOException {
    int port;
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
      port = listener.getLocalPort();
      assertThat(Knock.at(node(port))).isEqualTo(Answer.TAKEN);
    }
    assertThat(Knock.at(node(port))).isEqualTo(Answer.REFUSED);
  }

  /**
   * As with a process that stands still: nobody takes connections, and the system's queue is full.
   */
  @EnabledOnOs(OS.LINUX)
  @Test
  void aListenerThatTakesNobodyDoesNotRefuse() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
      NodeAddress node = node(listener.getLocalPort());
      Answer answer = Knock.at(node);
      while (answer == Answer.TAKEN && waiting.size() < 100) {
        Socket socket = new Socket();
        waiting.add(socket);
        try {
          socket.connect(new InetSocketAddress(LOOPBACK, node.port()), 100);
        } catch (IOException e) {
          // the queue is full
        }
        answer = Knock.at(node);
      }
      assertThat(answer).isEqualTo(Answer.SILENCE);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void aNameThatNobodyHasDoesNotRefuse() {
    assertThat(Knock.at(new NodeAddress("nobody.invalid", 7355, 1))).isEqualTo(Answer.SILENCE);
  }

  /** TCP has no way to a group of hosts: nothing is sent. */
  @EnabledOnOs(OS.LINUX)
  @Test
  void anAddressWithoutAWayDoesNotRefuse() {
    assertThat(Knock.at(new NodeAddress("224.0.0.1", 7355, 1))).isEqualTo(Answer.SILENCE);
  }

  private static NodeAddress node(int port) {
    return new NodeAddress(LOOPBACK.getHostAddress(), port, 1);
  }
}
