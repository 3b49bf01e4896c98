package carafe.rooms.transport.direct;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.transport.PlainServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Heads of requests that do not come to an end are bounded, each and for the whole node. */
@Timeout(60)
class HalfHeadsTest {
  /** Sixteen thousand bytes and some. */
  private static final String HALF = "GET /half HTTP/1.1\r\nHost: localhost\r\n" + lines(16);

  private final PlainServer server =
      new PlainServer(
          """
          carafe.rooms.http.transport = direct
          carafe.rooms.connection.partial-bytes-max = 40000
          """,
          pekko -> pekko);
  private final ByteBudget budget = server.budgets().arriving();

  private static String lines(int count) {
    return ("X-Long: " + "x".repeat(990) + "\r\n").repeat(count);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theOneThatBeganLongestAgoMakesRoomForOthers() throws InterruptedException {
    try (SocketClient first = half();
        SocketClient second = half();
        SocketClient honest = SocketClient.connect(server.port())) {
      honest.send(request("GET", "/small"));
      assertThat(honest.reply().body()).isEqualTo("/small 0");
      try (SocketClient third = SocketClient.connect(server.port()).send(HALF)) {
        assertRefused(first.reply(), 503, "UNAVAILABLE");
        first.readEnd();
        assertAnswered(second);
        assertAnswered(third);
      }
    }
    awaitNothingHeld();
  }

  @Test
  void behindAnAnswerItEndsWithoutAWord() throws InterruptedException {
    try (SocketClient first = SocketClient.connect(server.port())) {
      first.send(request("GET", "/1"));
      assertThat(first.reply().body()).isEqualTo("/1 0");
      send(first);
      try (SocketClient second = half();
          SocketClient third = SocketClient.connect(server.port()).send(HALF)) {
        first.readEnd();
        assertAnswered(second);
        assertAnswered(third);
      }
    }
    awaitNothingHeld();
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws InterruptedException {
    try (SocketClient client = SocketClient.connect(server.port())) {
      client.send("GET / HTTP/1.1\r\n" + lines(40));
      assertRefused(client.reply(), 431, "BAD_REQUEST");
      client.readEnd();
    }
    awaitNothingHeld();
  }

  /** How a connection may end whose head is half there. */
  enum End {
    CLOSED,
    RESET,
    OUTPUT_ENDED,
    GARBAGE,
    ANSWERED,
    PORT_CLOSED
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsHeldAfterAny(End end) throws InterruptedException {
    SocketClient client = half();
    try {
      switch (end) {
        case CLOSED -> client.close();
        case RESET -> client.reset();
        case OUTPUT_ENDED -> client.endOutput();
        case GARBAGE -> {
          client.send("no header\r\n\r\n");
          assertThat(client.reply().status()).isEqualTo(400);
        }
        case ANSWERED -> assertAnswered(client);
        case PORT_CLOSED -> {
          var _ = server.bound().terminate(Duration.ofMillis(1));
        }
      }
      awaitNothingHeld();
    } finally {
      client.close();
    }
  }

  private SocketClient half() throws InterruptedException {
    return send(SocketClient.connect(server.port()));
  }

  /** Until all of it is held. */
  private SocketClient send(SocketClient client) throws InterruptedException {
    long before = budget.used();
    client.send(HALF);
    while (budget.used() < before + HALF.length()) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
    return client;
  }

  private void awaitNothingHeld() throws InterruptedException {
    while (budget.used() > 0) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
  }

  private static void assertAnswered(SocketClient client) {
    client.send("\r\n");
    assertThat(client.reply().body()).isEqualTo("/half 0");
  }

  private static void assertRefused(HttpReply reply, int status, String code) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers())
        .containsEntry("connection", "close")
        .containsEntry("content-type", "application/json");
    assertThat(reply.body()).startsWith("{\"type\":\"error\",\"code\":\"" + code + "\"");
  }
}
