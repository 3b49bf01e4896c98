package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Connection;
import carafe.rooms.message.Visitor;
import carafe.rooms.transport.TransportSettings;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The front door of a cluster of one, over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
class FrontDoorTest {
  @Parameter TransportSettings.Kind kind;

  private TestDoor door;
  private SocketClient client;

  @BeforeParameterizedClassInvocation
  void start() {
    door =
        new TestDoor(
            "carafe.rooms.http.transport = " + kind,
            TestType.plain(),
            TestType.incurious("incurious"));
  }

  @AfterParameterizedClassInvocation
  void stop() {
    door.close();
  }

  @BeforeEach
  void connect() {
    door.forget();
    client = door.connect();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  // ---- WebSockets

  @Test
  void letsAWebSocketIn() throws Exception {
    client.send(
        handshake(
            "/parties/echo/r%C3%A9d/deep/er?_pk=client-1&hostKey=secret%20key",
            "Origin: https://example.com", "Cookie: a=1; b=\"2\"", "X-Odd: one", "x-odd: two"));
    assertThat(client.reply().status()).isEqualTo(101);
    Connection connection = door.comer();
    assertThat(connection.visitor().id()).isEqualTo("client-1");
    assertThat(connection.visitor().path()).isEqualTo("/deep/er");
    assertThat(connection.visitor().query())
        .isEqualTo(Map.of("_pk", "client-1", "hostKey", "secret key"));
    assertThat(connection.visitor().headers())
        .isEqualTo(
            Map.of(
                "host", List.of("localhost"),
                "origin", List.of("https://example.com"),
                "cookie", List.of("a=1; b=\"2\""),
                "x-odd", List.of("one", "two")));
    assertThat(connection.address().isLoopbackAddress()).isTrue();
    client.send(ClientFrame.close(1000, ""));
    assertThat(client.readUntilClose()).isEqualTo("close 1000");
    client.readEnd();
  }

  @Test
  void keepsNothingButTheIdForRoomsThatDoNotLook() throws Exception {
    client.send(
        handshake("/parties/incurious/1/deeper?_pk=client-1&more=1", "Cookie: a=1", "X-Odd: one"));
    assertThat(client.reply().status()).isEqualTo(101);
    assertThat(door.comer().visitor()).isEqualTo(new Visitor("client-1", "", Map.of(), Map.of()));
  }

  @Test
  void makesAnIdForWhoBringsNone() throws Exception {
    client.send(handshake("/parties/echo/1?_pk=not%20one"));
    assertThat(client.reply().status()).isEqualTo(101);
    assertThat(door.comer().visitor().id()).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    "/parties/echo/bad-room, 400, BAD_ADDRESS, no room begins with bad",
    "/parties/echo/a%2Fb, 400, BAD_ADDRESS, slash",
    "/parties/echo/.., 400, BAD_ADDRESS, dot",
    "/parties/echo/%2e%2E, 400, BAD_ADDRESS, dot",
    "/parties/echo/../main/1, 400, BAD_ADDRESS, dot",
    "/parties/echo/%2F, 400, BAD_ADDRESS, slash",
    "/parties/echo/, 400, BAD_ADDRESS, missing",
    "/parties/echo/%00, 400, BAD_ADDRESS, control",
    "/parties/echo/a%0D%0Ab, 400, BAD_ADDRESS, control",
    "/parties/echo/%7F, 400, BAD_ADDRESS, control",
    "/parties/echo/%C2%85, 400, BAD_ADDRESS, control",
    "/parties/echo/%FF, 400, BAD_ADDRESS, percent-encoded",
    "/parties/echo/1?a=%FF, 400, BAD_ADDRESS, query",
    "/parties/nobody/1, 404, UNKNOWN_PARTY, no party",
    "/party/1, 404, UNKNOWN_PARTY, no party",
    "/parties/nobody, 404, UNKNOWN_PARTY, no party",
    "/parties//1, 404, UNKNOWN_PARTY, no party",
    "/parties/../1, 404, UNKNOWN_PARTY, no party",
    "/parties/ec%2Fho/1, 404, UNKNOWN_PARTY, no party",
    "/parties/Echo/1, 404, UNKNOWN_PARTY, no party",
  })
  void refusesAddressesOverHttpAndWebSocketAlike(
      String path, int status, String code, String message) {
    assertError(client.send(handshake(path)).reply(), status, code, message);
    assertError(client.send(request("GET", path)).reply(), status, code, message);
    assertError(client.send(request("DELETE", path)).reply(), status, code, message);
    assertThat(door.others()).isEmpty();
  }

  @Test
  void refusesARoomOfThreeHundredCharacters() {
    String path = "/parties/echo/" + "x".repeat(300);
    assertError(client.send(handshake(path)).reply(), 400, "BAD_ADDRESS", "128");
    assertError(client.send(request("PUT", path)).reply(), 400, "BAD_ADDRESS", "128");
  }

  @Test
  void refusesAWebSocketToAPartyItself() {
    assertError(client.send(handshake("/parties/echo")).reply(), 400, "BAD_ADDRESS", "to a room");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/parties/echo/%",
        "/parties/echo/%zz",
        "/parties/echo/a\u00e9",
        "/parties/echo/a\u0001b",
        "/parties/echo/1?x=%",
        "ftp:/\\",
        "parties/echo/1"
      })
  void answersWhatCannotBeReadAtAll(String target) {
    HttpReply reply = client.send(handshake(target)).reply();
    assertError(reply, 400, "BAD_", "");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /parties/echo/1 HTTP/9.9, 505",
    "NONSENSE /parties/echo/1 HTTP/1.1, 501",
    "gibberish, 400",
  })
  void answersNonsenseAsJson(String line, int status) {
    HttpReply reply = client.send(line + "\r\nHost: x\r\n\r\n").reply();
    assertError(reply, status, "BAD_REQUEST", "");
  }

  @Test
  void answersATooLongTargetAsJson() {
    String path = "/parties/echo/1?x=" + "x".repeat(5000);
    assertError(client.send(request("GET", path)).reply(), 414, "BAD_REQUEST", "");
  }

  @Test
  void takesTheLongestAddressThereIs() throws Exception {
    String path = "/parties/echo/" + "%F0%9F%8D%B7".repeat(128) + "?_pk=" + "p".repeat(64);
    assertThat(client.send(handshake(path)).reply().status()).isEqualTo(101);
    assertThat(door.comer().visitor().id()).isEqualTo("p".repeat(64));
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
    "Sec-WebSocket-Version: 13, X-Nothing: 1, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: short, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X-Nothing: 1, 400",
    "Connection: Upgrade, Connection: keep-alive, 400",
    "GET, POST, 400",
  })
  void refusesAHandshakeThatIsNone(String right, String wrong, int status) {
    HttpReply reply = client.send(handshake("/parties/echo/1").replaceFirst(right, wrong)).reply();
    assertError(reply, status, "BAD_HANDSHAKE", status == 426 ? "13" : "Sec-WebSocket-Key");
    assertThat(reply.headers().get("sec-websocket-version")).isEqualTo(status == 426 ? "13" : null);
    assertThat(door.others()).isEmpty();
  }

  @Test
  void whatClientsSendIsNeverLogged() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    root.addAppender(log);
    root.setLevel(Level.INFO);
    log.start();
    try {
      String[] odd = {"Authorization: Basic secret!", "Cookie: secret=;;", "Accept: secret;;,"};
      client.send(handshake("/parties/echo/1?_pk=secret&hostKey=secret", odd));
      assertThat(client.reply().status()).isEqualTo(101);
      client.send(ClientFrame.text("secret"), ClientFrame.text("secret").unmasked());
      door.comer();
      assertThat(client.readUntilClose()).startsWith("close 1002");
      for (String target :
          List.of(
              "/parties/echo/%zz?hostKey=secret",
              "/parties/echo/1?hostKey=secret%zz",
              "/parties/echo/bad?hostKey=secret",
              "/parties/echo/1/silence?hostKey=secret",
              "/parties/echo/1/no-status?hostKey=secret",
              "/secret" + "x".repeat(5000))) {
        try (SocketClient one = door.connect()) {
          assertThat(one.send(request("GET", target, odd)).reply().status()).isGreaterThan(399);
        }
      }
      try (SocketClient one = door.connect()) {
        String illegal = request("GET", "/parties/echo/1", "Authorization: secret\u0001");
        assertThat(one.send(illegal).reply().status()).isEqualTo(400);
      }
      log.stop();
      assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isNotEmpty();
      assertThat(log.list)
          .allSatisfy(
              event -> {
                assertThat(event.getFormattedMessage()).doesNotContain("secret");
                assertThat(event.getThrowableProxy()).isNull();
              });
    } finally {
      root.setLevel(level);
      root.detachAppender(log);
    }
  }

  // ---- requests

  @Test
  void asksTheRoom() {
    assertOk(
        client.send(request("GET", "/parties/echo/r%20d?x=1&y=a+b")).reply(),
        "GET r d  {x=1, y=a b} ");
    assertOk(
        client.send(request("GET", "/parties/echo/1/some//where/%2e%2e/%E2%82%AC")).reply(),
        "GET 1 /some//where/../\u20ac {} ");
    assertOk(client.send(request("GET", "http://localhost/parties/echo/1")).reply(), "GET 1  {} ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void everyMethodReachesTheRoomWithItsBody(String method) {
    assertOk(
        client.send(request(method, "/parties/echo/1", "Content-Length: 3") + "red").reply(),
        method + " 1  {} red");
    assertOk(client.send(request(method, "/parties/echo/1")).reply(), method + " 1  {} ");
  }

  @Test
  void methodsThatSpeakToServersReachNoRoom() {
    HttpReply reply = client.send(request("TRACE", "/parties/echo/1")).reply();
    assertError(reply, 405, "METHOD_NOT_ALLOWED", "GET, HEAD");
    assertThat(reply.headers())
        .containsEntry("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  }

  @Test
  void noClientIsARoom() {
    String[] headers = {"From: main/4821", "X-From: main/4821", "Carafe-From: main/4821"};
    HttpReply reply =
        client.send(request("GET", "/parties/echo/1/from?from=main/4821", headers)).reply();
    assertOk(reply, "from Optional.empty, called by []");
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() {
    HttpReply reply = client.send(request("HEAD", "/parties/echo/1")).replyToHead();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("content-length", "10");
    assertOk(client.send(request("GET", "/parties/echo/1")).reply(), "GET 1  {} ");
  }

  @Test
  void showsTheRoomTheHeaders() {
    String[] headers = {
      "Authorization: Bearer x",
      "Accept: text/*;q=0.5",
      "Content-Type: text/plain",
      "Content-Length: 1",
      "If-None-Match: \"1\", W/\"2\"",
      "If-Match: *",
      "If-Modified-Since: Sun, 22 Nov 2026 22:00:00 GMT",
      "Range: bytes=0-1",
      "X-Odd: one",
      "x-odd: two",
      "X-ODD: three, four"
    };
    HttpReply reply =
        client.send(request("POST", "/parties/echo/1/headers", headers) + "x").reply();
    assertThat(reply.body())
        .isEqualTo(
            "{accept=[text/*;q=0.5], authorization=[Bearer x], content-type=[text/plain],"
                + " host=[localhost], if-match=[*],"
                + " if-modified-since=[Sun, 22 Nov 2026 22:00:00 GMT],"
                + " if-none-match=[\"1\", W/\"2\"], range=[bytes=0-1],"
                + " x-odd=[one, two, three, four]}");
  }

  @Test
  void showsTheTypeOfAnEmptyBody() {
    String[] headers = {"Content-Type: application/json", "Content-Length: 0"};
    HttpReply reply = client.send(request("PUT", "/parties/echo/1/headers", headers)).reply();
    assertThat(reply.body()).isEqualTo("{content-type=[application/json], host=[localhost]}");
  }

  @Test
  void aRoomMayAnswerThatNothingHasChanged() {
    HttpReply reply = client.send(request("GET", "/parties/echo/1/not-modified")).reply();
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.headers()).containsEntry("etag", "\"7\"");
    assertThat(reply.body()).isEmpty();
    assertOk(client.send(request("GET", "/parties/echo/1")).reply(), "GET 1  {} ");
  }

  @Test
  void asksTheParty() {
    assertThat(client.send(post("/parties/echo?x=1", "")).reply().body()).isEqualTo("made {x=1}");
    assertError(client.send(request("GET", "/parties/echo")).reply(), 404, "NOT_FOUND", "below");
    assertError(client.send(post("/parties/echo?throw", "")).reply(), 500, "INTERNAL", "");
  }

  @Test
  void handsOnWhatGoesElsewhere() {
    assertThat(client.send(request("GET", "/")).reply().body()).isEqualTo("elsewhere");
    assertThat(client.send(request("GET", "/parties")).reply().body()).isEqualTo("elsewhere");
    assertThat(client.send(handshake("/x")).reply().body()).isEqualTo("elsewhere");
  }

  @Test
  void aRoomThatDoesNotAnswerIsUnavailable() {
    assertError(
        client.send(request("GET", "/parties/echo/1/silence")).reply(),
        503,
        "UNAVAILABLE",
        "try again");
  }

  @Test
  void answersWithWhateverStatusAndHeadersTheRoomGives() {
    HttpReply teapot = client.send(request("GET", "/parties/echo/1/teapot")).reply();
    assertThat(teapot.status()).isEqualTo(418);
    assertThat(teapot.headers()).containsEntry("x-kind", "oolong");
    assertThat(teapot.body()).isEqualTo("tea");
    assertThat(client.send(request("GET", "/parties/echo/1/no-content")).reply().status())
        .isEqualTo(204);
    HttpReply length = client.send(request("GET", "/parties/echo/1/own-length")).reply();
    assertThat(length.body()).isEqualTo("0123456789");
    assertThat(length.headers().get("content-type")).startsWith("text/plain");
    assertThat(length.headers())
        .doesNotContainKeys("connection", "trailer")
        .doesNotContainEntry("server", "me");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-status", "switching", "two-lines", "no-name", "no-type"})
  void whatHttpCannotCarryIsTheRoomsMistake(String path) {
    assertError(
        client.send(request("GET", "/parties/echo/1/" + path)).reply(), 500, "INTERNAL", "room");
  }

  @Test
  void refusesABodyOverTheLimit() {
    assertThat(client.send(post("/parties/echo/1", "x".repeat(1000))).reply().status())
        .isEqualTo(200);
    assertError(
        client.send(post("/parties/echo/1", "x".repeat(1001))).reply(), 413, "TOO_LARGE", "1000");
  }

  @Test
  void refusesALargeBodyBeforeItIsThere() {
    client.send("POST /parties/echo/1 HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nbegin");
    assertError(client.reply(), 413, "TOO_LARGE", "1000");
  }

  @Test
  void refusesAChunkedBodyOverTheLimit() {
    client.send("PUT /parties/echo/1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    client.send("258\r\n" + "x".repeat(600) + "\r\n258\r\n" + "x".repeat(600) + "\r\n0\r\n\r\n");
    assertError(client.reply(), 413, "TOO_LARGE", "1000");
  }

  private static String post(String path, String body) {
    return request("POST", path, "Content-Length: " + body.length()) + body;
  }

  private static void assertOk(HttpReply reply, String body) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("content-type", "application/json");
    assertThat(reply.body()).isEqualTo(body);
  }
}
