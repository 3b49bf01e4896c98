package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static carafe.rooms.http.TestDoor.post;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.HttpReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a room is asked over HTTP and what its clients are answered, over real sockets. */
class RoomRequestsTest extends OnEachTransport {
  RoomRequestsTest() {
    super("", TestType.plain());
  }

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

  @Test
  void redirectsToWhatIsNotAscii() {
    HttpReply reply = client.send(request("GET", "/parties/echo/1/away")).reply();
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.headers())
        .containsEntry("location", "/caf%C3%A9/%E6%97%A5%F0%9F%8D%B7?q=a%20b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-status", "switching", "two-lines", "wide", "no-name", "no-type"})
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

  private static void assertOk(HttpReply reply, String body) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("content-type", "application/json");
    assertThat(reply.body()).isEqualTo(body);
  }
}
