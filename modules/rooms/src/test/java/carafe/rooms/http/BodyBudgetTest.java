package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.transport.TransportSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that do not come to an end, or whose rooms do not answer, are bounded for the node. */
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
@Timeout(60)
@Order(1)
class BodyBudgetTest {
  private static final int BODY = 900;
  private static final int HALF = 700;

  @Parameter TransportSettings.Kind kind;

  private TestDoor door;
  private ByteBudget budget;

  @BeforeEach
  void start() {
    door =
        new TestDoor(
            """
            carafe.rooms.connection.partial-bytes-max = 2000
            carafe.rooms.http { transport = %s, body-bytes-max = 1000, answer-timeout = 1 h }
            """
                .formatted(kind),
            TestType.plain());
    budget = door.connections.budgets().arriving();
  }

  @AfterEach
  void stop() {
    door.close();
  }

  @Test
  void theOneThatBeganLongestAgoMakesRoomForOthers() throws InterruptedException {
    try (SocketClient first = half("/1");
        SocketClient second = half("/1");
        SocketClient honest = door.connect()) {
      honest.send(request("POST", "/parties/echo/1", "Content-Length: 5") + "small");
      assertThat(honest.reply().body()).contains("small");
      try (SocketClient third = begin("/1")) {
        HttpReply refusal = first.reply();
        assertError(refusal, 503, "UNAVAILABLE", "bodies");
        assertThat(refusal.headers()).containsEntry("connection", "close");
        first.readEnd();
        assertThat(end(second).reply().body()).contains("x".repeat(BODY));
        assertThat(end(third).reply().body()).contains("x".repeat(BODY));
      }
    }
    awaitNothingHeld();
  }

  @Test
  void thoseWhoseRoomDoesNotAnswerTakeHalfOfIt() throws InterruptedException {
    try (SocketClient first = end(half("/1/silence"))) {
      awaitHeld(BODY);
      try (SocketClient second = half("/1")) {
        assertError(end(second).reply(), 503, "UNAVAILABLE", "bodies");
      }
      awaitHeld(BODY);
      assertThat(first.hasSomething()).isFalse();
    }
  }

  private void awaitHeld(int bytes) throws InterruptedException {
    while (budget.used() != bytes) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
  }

  @Test
  void manySmallPiecesBecomeOne() throws InterruptedException {
    try (SocketClient client = door.connect()) {
      client.send(
          request("POST", "/parties/echo/1", "Transfer-Encoding: chunked")
              + "1\r\nx\r\n".repeat(600));
      while (budget.used() < 600) {
        Thread.sleep(1); // hears of the test's time limit, too
      }
      client.send("1\r\nx\r\n".repeat(300) + "0\r\n\r\n");
      assertThat(client.reply().body()).contains("x".repeat(BODY));
    }
    awaitNothingHeld();
  }

  /** HTTP keeps a chunk until it is whole, and gives nothing of it. */
  @Test
  void aChunkThatDoesNotEndIsCountedToo() throws InterruptedException {
    try (SocketClient client = door.connect()) {
      client.send(
          request("POST", "/parties/echo/1", "Transfer-Encoding: chunked")
              + "3e8\r\n"
              + "x".repeat(500));
      awaitHeld(1000);
      client.send("x".repeat(500) + "\r\n0\r\n\r\n");
      assertThat(client.reply().body()).contains("x".repeat(1000));
    }
    awaitNothingHeld();
    try (SocketClient client = door.connect()) {
      client.send(
          request("POST", "/parties/echo/1", "Transfer-Encoding: chunked")
              + "3e9\r\n"
              + "x".repeat(500));
      assertError(client.reply(), 413, "TOO_LARGE", "1000");
    }
    awaitNothingHeld();
  }

  @Test
  void nothingIsHeldForWhoeverIsGone() throws InterruptedException {
    half("/1").close();
    awaitNothingHeld();
    half("/1").reset();
    awaitNothingHeld();
    try (SocketClient client = half("/1")) {
      client.endOutput();
      awaitNothingHeld();
    }
    try (SocketClient client = door.connect()) {
      client.send(
          request("POST", "/parties/echo/1", "Transfer-Encoding: chunked")
              + "258\r\n"
              + "x".repeat(600)
              + "\r\n");
      while (budget.used() < 600) {
        Thread.sleep(1); // hears of the test's time limit, too
      }
      client.send("258\r\n" + "x".repeat(600) + "\r\n0\r\n\r\n");
      assertError(client.reply(), 413, "TOO_LARGE", "1000");
      awaitNothingHeld();
    }
  }

  private SocketClient begin(String path) {
    return door.connect()
        .send(
            request("POST", "/parties/echo" + path, "Content-Length: " + BODY) + "x".repeat(HALF));
  }

  private SocketClient half(String path) throws InterruptedException {
    long before = budget.used();
    SocketClient client = begin(path);
    while (budget.used() < before + HALF) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
    return client;
  }

  private static SocketClient end(SocketClient begun) {
    return begun.send("x".repeat(BODY - HALF));
  }

  private void awaitNothingHeld() throws InterruptedException {
    while (budget.used() > 0) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
  }
}
