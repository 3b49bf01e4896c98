package carafe.rooms.transport.direct;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.client.SocketClient;
import carafe.rooms.transport.PlainServer;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers over HTTP that nobody reads are bounded for the whole node. */
@Timeout(60)
class UnreadAnswersTest {
  /** More than kernels hold. */
  private static final int LARGE = 12_000_000;

  private final PlainServer server =
      new PlainServer(
          """
          carafe.rooms.http.transport = direct
          carafe.rooms.connection.unread-bytes-max = 30000000
          """,
          pekko -> pekko);
  private final ByteBudget budget = server.budgets().unread();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoHasNotReadForLongestMakesRoomForOthers() throws InterruptedException {
    try (SocketClient first = answered();
        SocketClient second = answered();
        SocketClient honest = SocketClient.connect(server.port())) {
      honest.send(request("GET", "/small"));
      assertThat(honest.reply().body()).isEqualTo("/small 0");
      try (SocketClient third = ask()) {
        assertThat(third.reply().body()).hasSize(LARGE);
        assertThat(first.readUntilEnd()).as("it was cut").isLessThan(LARGE);
        assertThat(second.reply().body()).hasSize(LARGE);
      }
    }
    awaitNothingHeld();
  }

  @Test
  void whoReadsNoneIsNotGivenTheNext() throws InterruptedException {
    try (SocketClient client = answered()) {
      client.send(request("GET", "/slow"));
      try (SocketClient other = SocketClient.connect(server.port())) {
        other.send(request("GET", "/small"));
        assertThat(other.reply().body()).isEqualTo("/small 0");
      }
      assertThat(server.slowOnes()).isZero();
      assertThat(client.reply().body()).hasSize(LARGE);
      server.slow().complete(PlainServer.early());
      assertThat(client.reply().body()).isEqualTo("early");
    }
    awaitNothingHeld();
  }

  @Test
  void nothingIsHeldForWhoeverIsGone() throws InterruptedException {
    answered().reset();
    awaitNothingHeld();
    answered().send(request("GET", "/slow")).close();
    awaitNothingHeld();
  }

  private SocketClient ask() throws InterruptedException {
    SocketClient client = SocketClient.connectSlow(server.port());
    client.send(request("GET", "/slow"));
    CompletableFuture<HttpResponse> answer = server.slow();
    answer.complete(HttpResponse.create().withEntity("x".repeat(LARGE)));
    return client;
  }

  /** And does not read. */
  private SocketClient answered() throws InterruptedException {
    long before = budget.used();
    SocketClient client = ask();
    while (budget.used() < before + LARGE) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
    return client;
  }

  private void awaitNothingHeld() throws InterruptedException {
    while (budget.used() > 0) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
  }
}
