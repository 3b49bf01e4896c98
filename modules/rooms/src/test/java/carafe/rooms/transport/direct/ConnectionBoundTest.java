package carafe.rooms.transport.direct;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.transport.PlainServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A port that takes three connections and refuses the fourth in so many words. */
@Timeout(60)
class ConnectionBoundTest {
  private final PlainServer server =
      new PlainServer("carafe.rooms.http.transport = direct", pekko -> pekko.withMaxConnections(3));

  @Test
  void refusesOneTooManyUntilAnotherGoes() throws InterruptedException {
    try (server) {
      DirectServer bound = (DirectServer) server.bound();
      List<SocketClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SocketClient client = SocketClient.connect(server.port());
        clients.add(client);
        client.send(request("GET", "/"));
        assertThat(client.reply().status()).isEqualTo(200);
      }
      try (SocketClient fourth = SocketClient.connect(server.port())) {
        HttpReply reply = fourth.reply();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "5");
        assertThat(reply.body())
            .isEqualTo(
                "{\"type\":\"error\",\"code\":\"UNAVAILABLE\","
                    + "\"message\":\"This server takes no more connections now.\"}");
        fourth.readEnd();
      }
      clients.forEach(SocketClient::close);
      awaitAtMost(0, bound::connections);
      try (SocketClient next = SocketClient.connect(server.port())) {
        next.send(request("GET", "/"));
        assertThat(next.reply().status()).isEqualTo(200);
      }
    }
  }

  /** It lingers, to read why; whoever goes meanwhile leaves a place for the next all the same. */
  @Test
  void whoIsRefusedTakesNobodysPlace() throws InterruptedException {
    try (server) {
      DirectServer bound = (DirectServer) server.bound();
      List<SocketClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(SocketClient.connect(server.port()));
      }
      try (SocketClient fourth = SocketClient.connect(server.port())) {
        assertThat(fourth.reply().status()).isEqualTo(503);
        clients.removeFirst().close();
        awaitAtMost(2, bound::served);
        try (SocketClient fifth = SocketClient.connect(server.port())) {
          fifth.send(request("GET", "/"));
          assertThat(fifth.reply().status()).isEqualTo(200);
        }
      }
      clients.forEach(SocketClient::close);
    }
  }

  /** More than are told why are closed without a word, or with it: none is kept. */
  @Test
  void aStormOfThemIsBoundedToo() throws InterruptedException {
    try (server) {
      DirectServer bound = (DirectServer) server.bound();
      List<SocketClient> clients = new ArrayList<>();
      for (int i = 0; i < 3 + 256 + 100; i++) {
        clients.add(SocketClient.connect(server.port()));
      }
      for (SocketClient refused : clients.subList(3, clients.size())) {
        assertThat(refused.reply().status()).isEqualTo(503);
        refused.readEnd();
      }
      assertThat(bound.connections()).isLessThanOrEqualTo(3 + 256);
      clients.forEach(SocketClient::close);
      awaitAtMost(0, bound::connections);
    }
  }

  private static void awaitAtMost(int count, IntSupplier connections) throws InterruptedException {
    while (connections.getAsInt() > count) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
  }
}
