package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static carafe.rooms.http.TestDoor.post;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Connection;
import carafe.rooms.message.Visitor;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The front door of a cluster of one, over real sockets: who is let in, and who is not. */
@Isolated("looks at what anybody logs")
class FrontDoorTest extends OnEachTransport {
  FrontDoorTest() {
    super("", TestType.plain(), TestType.incurious("incurious"));
  }

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
    assertThat(reply.headers().get("upgrade")).isEqualTo(status == 426 ? "websocket" : null);
    assertThat(reply.headers().get("connection")).isEqualTo(status == 426 ? "upgrade" : null);
    assertThat(client.send(request("GET", "/parties/echo/1")).reply().status()).isEqualTo(200);
    assertThat(door.others()).isEmpty();
  }

  /** Pekko HTTP would answer them 101, and then close the connection or speak HTTP on. */
  @ParameterizedTest
  @MethodSource("deadEnds")
  void refusesAHandshakeAfterWhichNothingCouldBeCarried(String head) {
    assertError(client.send(head).reply(), 400, "BAD_HANDSHAKE", "a GET over HTTP/1.1 without");
    assertThat(door.others()).isEmpty();
  }

  static Stream<String> deadEnds() {
    String plain = handshake("/parties/echo/1");
    return Stream.of(
        plain.replace("HTTP/1.1", "HTTP/1.0"),
        plain.replace("HTTP/1.1", "HTTP/1.0").replace(": Upgrade", ": keep-alive, Upgrade"),
        plain.replace(": Upgrade", ": Close, Upgrade"),
        handshake("/parties/echo/1", "Content-Length: 3"),
        handshake("/parties/echo/1", "Transfer-Encoding: chunked"));
  }

  /** To a proxy that reads them otherwise, what follows would be the body of the first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chunked,",
        ", chunked",
        "chunked;q=1",
        "gzip;q=1, chunked",
        "\"chunked\"",
        "chunked\r\nTransfer-Encoding: x;",
        "x;\r\nContent-Length: 3",
        ""
      })
  void readsNothingBehindARequestWhoseCodingItDoesNotKnow(String coding) {
    String[] header = {"Transfer-Encoding: " + coding};
    for (String path : List.of("/parties/echo/1", "/parties/nobody/1", "/elsewhere")) {
      String next = request("GET", "/parties/echo/2");
      client.send(request("POST", path, header) + next + next);
      assertError(client.reply(), 400, "BAD_REQUEST", "Transfer-Encoding");
      client.readEnd();
      client.close();
      client = door.connect();
    }
    client.send(handshake("/parties/echo/1", header) + request("GET", "/parties/echo/2"));
    assertError(client.reply(), 400, "BAD_REQUEST", "Transfer-Encoding");
    client.readEnd();
  }

  /** The first byte of a character swallows the end of its line, and so the next header. */
  @ParameterizedTest
  @CsvSource({
    "X-Any, \u00e9",
    "X-Any, \u00f0a",
    "Cookie, \u00e9",
    "Accept, \u00e9",
    "Content-Type, \u00f0"
  })
  void readsNothingBehindARequestOneOfWhoseHeadersMayHaveSwallowedAnother(
      String name, String cutOff) {
    String hidden = request("GET", "/parties/echo/2");
    String length = "Content-Length: " + hidden.length();
    for (String path : List.of("/parties/echo/1", "/parties/nobody/1", "/elsewhere")) {
      String outer = request("POST", path, name + ": " + cutOff, length) + hidden;
      client.send(outer.getBytes(StandardCharsets.ISO_8859_1));
      client.reply();
      client.readEnd();
      client.close();
      client = door.connect();
    }
  }

  @Test
  void aWebSocketMayComeWithHeadersThatAreNotAscii() throws Exception {
    assertThat(client.send(handshake("/parties/echo/1", "Cookie: a=\u00e9\u00e9")).reply().status())
        .isEqualTo(101);
    assertThat(door.comer().visitor().headers()).containsEntry("cookie", List.of("a=\u00e9\u00e9"));
  }

  /** As load balancers do that only look whether somebody is there. */
  @Test
  void whoSpeaksHttp10NeedNotNameTheHost() {
    assertThat(client.send("GET /parties/echo/1 HTTP/1.0\r\n\r\n").reply().body())
        .startsWith("GET 1 ");
    client.readEnd();
    client = door.connect();
    assertError(
        client.send("GET /parties/echo/1 HTTP/1.1\r\n\r\n").reply(), 400, "BAD_REQUEST", "Host");
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
}
