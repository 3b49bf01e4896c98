package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import org.junit.jupiter.api.Test;

/** Wrong credentials over HTTP: late, and limited by the address. */
class DenialsTest {
  private static final String WRONG = "/parties/echo/1/wrong";
  private static final String ONE_EACH =
      "relay.denial-delay = 1 ms, denials { per-address = 1, refill = 1 h }";

  @Test
  void wrongCredentialsAreAnsweredLate() {
    try (TestDoor door = door("relay.denial-delay = 300 ms");
        SocketClient client = door.connect()) {
      long begin = System.nanoTime();
      assertError(client.send(request("GET", WRONG)).reply(), 401, "WRONG_KEY", "not the key");
      assertThat(millisSince(begin)).isGreaterThanOrEqualTo(295);

      // On one connection one waits for the other, though both were sent.
      begin = System.nanoTime();
      client.send(request("GET", WRONG) + request("GET", WRONG));
      assertThat(client.reply().status()).isEqualTo(401);
      assertThat(client.reply().status()).isEqualTo(401);
      assertThat(millisSince(begin)).isGreaterThanOrEqualTo(595);
    }
  }

  @Test
  void whenTheBudgetIsUsedUpOnlyWrongOnesAreRefused() {
    try (TestDoor door =
            door("relay.denial-delay = 200 ms, denials { per-address = 2, refill = 90 s }");
        SocketClient client = door.connect();
        SocketClient knocking = door.connect()) {
      String knock = handshake("/parties/guarded/1?knock=wrong");
      assertError(knocking.send(knock).reply(), 401, "WRONG_KEY", "");
      assertError(client.send(request("GET", WRONG)).reply(), 401, "WRONG_KEY", "");

      long begin = System.nanoTime();
      HttpReply refused = client.send(request("GET", WRONG)).reply();
      assertError(refused, 429, "RATE_LIMITED", "wrong credentials");
      assertThat(refused.headers()).containsEntry("retry-after", "90");
      assertThat(millisSince(begin)).isGreaterThanOrEqualTo(195);
      assertError(knocking.send(knock).reply(), 429, "RATE_LIMITED", "");

      assertThat(client.send(request("GET", "/parties/echo/1")).reply().status()).isEqualTo(200);
      assertThat(knocking.send(handshake("/parties/guarded/1")).reply().status()).isEqualTo(101);
    }
  }

  @Test
  void behindATrustedProxyEachClientHasABudgetOfItsOwn() {
    try (TestDoor door = door("http.trusted-proxies = \"127.0.0.0/8\", " + ONE_EACH);
        SocketClient proxy = door.connect()) {
      assertThat(statusOf(proxy, "198.51.100.4")).isEqualTo(401);
      assertThat(statusOf(proxy, "198.51.100.4")).isEqualTo(429);
      assertThat(statusOf(proxy, "198.51.100.5")).isEqualTo(401);
      assertThat(statusOf(proxy, "198.51.100.6, 198.51.100.5")).isEqualTo(429);
    }
  }

  @Test
  void aClientIsNotBelievedWhereItIs() {
    try (TestDoor door = door("http.trusted-proxies = \"10.0.0.0/8\", " + ONE_EACH);
        SocketClient client = door.connect()) {
      assertThat(statusOf(client, "198.51.100.4")).isEqualTo(401);
      assertThat(statusOf(client, "198.51.100.5")).isEqualTo(429);
    }
  }

  private static int statusOf(SocketClient client, String forwardedFor) {
    return client.send(request("GET", WRONG, "x-forwarded-FOR: " + forwardedFor)).reply().status();
  }

  @Test
  void noMoreAnswersAreHeldBackThanMayBe() {
    try (TestDoor door = door("relay.denial-delay = 1 h, denials.held-max = 1");
        SocketClient held = door.connect();
        SocketClient client = door.connect()) {
      held.send(request("GET", WRONG));
      // One of the two is held back, whichever came first; the other is told at once, and closed.
      SocketClient other = door.connect();
      other.send(request("GET", WRONG));
      SocketClient refused = whoIsAnswered(held, other);
      HttpReply reply = refused.reply();
      assertError(reply, 503, "UNAVAILABLE", "try again");
      assertThat(reply.headers()).containsEntry("connection", "close");
      refused.readEnd();
      other.close();

      assertThat(client.send(request("GET", "/parties/echo/1")).reply().status()).isEqualTo(200);
    }
  }

  private static SocketClient whoIsAnswered(SocketClient one, SocketClient other) {
    while (true) {
      if (one.hasSomething()) {
        return one;
      }
      if (other.hasSomething()) {
        return other;
      }
      Thread.onSpinWait();
    }
  }

  private static long millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000;
  }

  private static TestDoor door(String settings) {
    return new TestDoor(
        "carafe.rooms { " + settings + " }", TestType.plain(), TestType.guarded("guarded"));
  }
}
