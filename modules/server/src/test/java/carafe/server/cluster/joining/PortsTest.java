package carafe.server.cluster.joining;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real sockets on the loopback. */
class PortsTest {
  @Test
  void whoListensIsToldFromWhoDoesNotEvenIfNobodyAccepts() throws Exception {
    try (ServerSocket paused = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      NodeAddress living = new NodeAddress("127.0.0.1", paused.getLocalPort(), 1);
      NodeAddress dead = new NodeAddress("127.0.0.1", freePort(), 2);

      var answers = Ports.ask(List.of(living, dead));

      assertThat(answers).containsEntry(living, Answer.TAKEN).containsEntry(dead, Answer.REFUSED);
    }
  }

  @Test
  void whatCannotBeReachedRefusesNothing() throws Exception {
    NodeAddress nameless = new NodeAddress("no-such-host.invalid", 7355, 1);
    NodeAddress broadcast = new NodeAddress("255.255.255.255", 7355, 2);

    var answers = Ports.ask(List.of(nameless, broadcast));

    assertThat(answers.values()).hasSize(2).containsOnly(Answer.SILENCE);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
