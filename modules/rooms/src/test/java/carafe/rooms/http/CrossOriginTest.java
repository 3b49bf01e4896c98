package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages of other origins are told, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTest {
  private static final String ALLOWED = "https://example.org";

  private final TestDoor door =
      new TestDoor(
          "carafe.rooms.relay.denial-delay = 1 ms",
          TestType.open("open", ALLOWED, "http://localhost:3000"),
          TestType.open("all", "*"),
          TestType.plain());
  private SocketClient client;

  @AfterAll
  void stop() {
    door.close();
  }

  @BeforeEach
  void connect() {
    client = door.connect();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private HttpReply ask(String path, String origin) {
    return client.send(request("GET", path, "Origin: " + origin)).reply();
  }

  private HttpReply preflight(String path, String origin, String... more) {
    String[] headers = new String[more.length + 2];
    headers[0] = "Origin: " + origin;
    headers[1] = "Access-Control-Request-Method: PATCH";
    System.arraycopy(more, 0, headers, 2, more.length);
    return client.send(request("OPTIONS", path, headers)).reply();
  }

  @Test
  void aPreflightIsAnsweredWithoutTheRoom() {
    // A room that was asked for this would not answer at all.
    HttpReply reply =
        preflight(
            "/parties/open/1/silence",
            ALLOWED,
            "Access-Control-Request-Headers: authorization,if-match");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers())
        .containsAllEntriesOf(
            Map.of(
                "access-control-allow-origin", ALLOWED,
                "access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
                "access-control-allow-headers", "authorization,if-match",
                "access-control-max-age", "3600",
                "vary", "Origin, Access-Control-Request-Headers"))
        .doesNotContainKey("access-control-allow-credentials");
  }

  @Test
  void aPreflightNeedsNoHeaders() {
    HttpReply reply = preflight("/parties/open/1", "http://localhost:3000");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.headers())
        .containsEntry("access-control-allow-origin", "http://localhost:3000")
        .doesNotContainKey("access-control-allow-headers");
  }

  @Test
  void aPreflightOfAnotherOriginIsRefused() {
    HttpReply reply = preflight("/parties/open/1", "https://evil.example");
    assertError(reply, 403, "ORIGIN_NOT_ALLOWED", "origin");
    assertThat(reply.headers())
        .doesNotContainKey("access-control-allow-origin")
        .containsEntry("vary", "Origin, Access-Control-Request-Headers");
  }

  @Test
  void aPreflightToThePartyIsAnsweredAlike() {
    assertThat(preflight("/parties/open", ALLOWED).status()).isEqualTo(204);
  }

  @Test
  void anyOriginMayBeAllowed() {
    assertThat(preflight("/parties/all/1", "null").headers())
        .containsEntry("access-control-allow-origin", "*");
    assertThat(ask("/parties/all/1", "https://evil.example").headers())
        .containsEntry("access-control-allow-origin", "*");
  }

  @Test
  void answersAreForPagesOfAllowedOrigins() {
    HttpReply reply = ask("/parties/open/1", ALLOWED);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers())
        .containsEntry("access-control-allow-origin", ALLOWED)
        .containsEntry("access-control-expose-headers", "*")
        .containsEntry("vary", "Origin");
  }

  @Test
  void answersToOthersSayNothingButThatItDepends() {
    assertThat(ask("/parties/open/1", "https://evil.example").headers())
        .doesNotContainKeys("access-control-allow-origin", "access-control-expose-headers")
        .containsEntry("vary", "Origin");
    assertThat(client.send(request("GET", "/parties/open/1")).reply().headers())
        .doesNotContainKey("access-control-allow-origin")
        .containsEntry("vary", "Origin");
  }

  @ParameterizedTest
  @CsvSource({
    "/parties/open/1/teapot, 418",
    "/parties/open/1/wrong, 401",
    "/parties/open/1/silence, 503",
    "/parties/open/1/broken, 500",
    "/parties/open/1/two-lines, 500",
    "/parties/open/bad-room, 400",
    "/parties/open/a%2Fb, 400",
    "/parties/open/1?a=%FF, 400",
    "/parties/open/1/%FF, 400",
    "/parties/open, 404",
  })
  void errorsToo(String path, int status) {
    HttpReply reply = ask(path, ALLOWED);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers()).containsEntry("access-control-allow-origin", ALLOWED);
  }

  @Test
  void aBodyOverTheLimitIsAnErrorThatPagesSee() {
    String[] headers = {"Origin: " + ALLOWED, "Content-Length: 1001"};
    client.send(request("POST", "/parties/open/1", headers) + "x".repeat(1001));
    HttpReply reply = client.reply();
    assertError(reply, 413, "TOO_LARGE", "1000");
    assertThat(reply.headers()).containsEntry("access-control-allow-origin", ALLOWED);
  }

  @Test
  void whatIsConfiguredHoldsWhateverTheRoomSays() {
    assertThat(ask("/parties/open/1/cors", ALLOWED).headers())
        .containsEntry("access-control-allow-origin", ALLOWED);
    assertThat(ask("/parties/open/1/cors", "https://mine.org").headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void whereNothingIsConfiguredTheRoomIsAskedEverything() {
    HttpReply reply = preflight("/parties/echo/1", ALLOWED);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).startsWith("OPTIONS 1 ");
    assertThat(reply.headers()).doesNotContainKeys("access-control-allow-origin", "vary");
    assertThat(ask("/parties/echo/1/cors", "https://mine.org").headers())
        .containsEntry("access-control-allow-origin", "https://mine.org");
  }

  @Test
  void anOptionsThatIsNoPreflightReachesTheRoom() {
    HttpReply reply = client.send(request("OPTIONS", "/parties/open/1")).reply();
    assertThat(reply.body()).startsWith("OPTIONS 1 ");
  }

  @Test
  void webSocketsKnowNoOrigins() throws Exception {
    HttpReply reply =
        client.send(handshake("/parties/open/1", "Origin: https://evil.example")).reply();
    assertThat(reply.status()).isEqualTo(101);
    assertThat(reply.headers()).doesNotContainKey("vary");
    door.comer();
  }

  /** Its answer cannot be added to: the client got a 101 that said nothing more. */
  @Test
  void norDoTheyWithAnotherUpgradeBefore() throws Exception {
    String head =
        handshake("/parties/open/1", "Origin: " + ALLOWED)
            .replace("Upgrade: w", "Upgrade: h2c\r\nUpgrade: w");
    HttpReply reply = client.send(head).reply();
    assertThat(reply.status()).isEqualTo(101);
    assertThat(reply.headers()).containsKey("sec-websocket-accept").doesNotContainKey("vary");
    door.comer();
  }
}
