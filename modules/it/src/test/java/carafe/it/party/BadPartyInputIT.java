package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.it.client.Message;
import carafe.it.client.Secrets;
import carafe.it.client.Socket;
import carafe.it.client.Told;
import carafe.it.client.Web;
import java.net.http.HttpRequest;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad addresses, bad bodies and bad parties: each time a clear answer, and the server lives. */
@ResourceLock(value = TrialServer.LIFE, mode = ResourceAccessMode.READ)
class BadPartyInputIT {
  private static final String HANDSHAKE =
      """
      Connection: Upgrade, close\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;

  @RegisterExtension static final TrialServer SERVER = new TrialServer();

  private final String room = "bad-" + UUID.randomUUID();

  // --- addresses ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%2Fb",
        "%2F",
        ".",
        "..",
        "%2e%2e",
        "%2E",
        "",
        "LONG", // what addresses are made of
        "a%00b",
        "a%0d%0aSet-Cookie:%20x=1",
        "%7f",
        "%c2%85", // control characters
        "%ff",
        "%c3%28",
        "%c0%ae%c0%ae",
        "%ed%a0%80" // no UTF-8
      })
  void whatIsNoRoomIdIsRefusedForRequestsAndWebSockets(String id) {
    String path = "/parties/trial/" + (id.equals("LONG") ? "r".repeat(300) : id);
    Web.Answer answer = Web.getRaw(SERVER.address(), path);
    assertError(answer, 400, "BAD_ADDRESS");
    assertThat(Web.getRaw(SERVER.address(), path, HANDSHAKE)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz"})
  void whatIsNoAddressAtAllIsRefused(String id) {
    Web.Answer answer = Web.getRaw(SERVER.address(), "/parties/trial/" + id);
    assertError(answer, 400, "BAD_REQUEST");
    assertThat(Web.getRaw(SERVER.address(), "/parties/trial/" + id, HANDSHAKE)).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "..%252f, ..%2f",
    "%25, %",
    "..., ...",
    "%22%3Cb%3E, '\"<b>'",
    "a%7Cb, a|b",
    "%F0%9F%8D%B7, 🍷"
  })
  void whatOnlyLooksBadIsARoom(String encoded, String id) {
    Web.Answer answer = Web.getRaw(SERVER.address(), "/parties/trial/" + encoded);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().text("room")).isEqualTo(id);
  }

  @Test
  void roomsStoreUnderOddNames() {
    String odd = "%22%7C%25%F0%9F%8D%B7-" + room;
    Socket socket = SERVER.enter("odd", "trial/" + odd);
    socket.send(Do.of("count", Map.of("count", 3)));
    socket.next("counted");
    assertThat(
            Web.get(SERVER.address().http("/parties/trial/" + odd + "/count"))
                .json()
                .number("count"))
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "Trial", "trial%20", "..", "%2e%2e", "trial%00"})
  void unknownPartiesAreNotThere(String party) {
    String path = "/parties/" + party + "/" + room;
    assertError(Web.getRaw(SERVER.address(), path), 404, "UNKNOWN_PARTY");
    assertError(Web.getRaw(SERVER.address(), path, HANDSHAKE), 404, "UNKNOWN_PARTY");
  }

  @Test
  void aPartyWithoutOnRequestAnswersNotFoundAndTakesConnections() {
    assertError(get("silent/" + room), 404, "NOT_FOUND");
    Socket socket = Socket.open("guest", SERVER.address().webSocket("/parties/silent/" + room));
    socket.send("anybody?");
    assertThat(socket.close(1000).code()).isEqualTo(1000);
  }

  // --- bodies and messages ---

  @Test
  void aBodyMayBeAsLargeAsTheLimit() {
    int limit = 256 * 1024;
    assertThat(post("x".repeat(limit)).json().text("body")).hasSize(limit);
    assertError(post("x".repeat(limit + 1)), 413, "TOO_LARGE");
  }

  private Web.Answer post(String body) {
    return Web.send(
            HttpRequest.newBuilder(SERVER.address().http("/parties/trial/" + room))
                .POST(HttpRequest.BodyPublishers.ofString(body)))
        .join();
  }

  @Test
  void aMessageOverTheLimitEndsItsConnectionOnly() {
    Socket witness = SERVER.enter("witness", "trial/" + room);
    Socket talker = SERVER.enter("talker", "trial/" + room);
    talker.send("x".repeat(256 * 1024 + 1));
    assertThat(talker.next("error").text("code")).isEqualTo("TOO_LARGE");
    assertThat(talker.told().awaitEnding().code()).isEqualTo(1009);
    assertLives(witness);
  }

  @Test
  void aMessageThatIsNoJsonCostsItsSenderTheConnectionAndNobodyElse() {
    Socket witness = SERVER.enter("witness", "trial/" + room);
    Socket talker = SERVER.enter("talker", "trial/" + room);
    String secret = "no-json-" + UUID.randomUUID();
    Secrets.note(secret);
    talker.send("{" + secret);
    assertThat(talker.told().awaitEnding().code()).isEqualTo(1011);
    assertLives(witness);
    awaitLog("trial", room, "onMessage");
  }

  private static void assertLives(Socket witness) {
    witness.send(Do.echo("still here"));
    assertThat(witness.next("echo").text("text")).isEqualTo("still here");
  }

  // --- parties that throw ---

  @ParameterizedTest
  @ValueSource(strings = {"constructor", "onStart"})
  void aRoomThatCannotStartSaysSoToRequestsAndHandshakes(String hook) {
    assertError(get("thrower/" + hook), 500, "INTERNAL");
    assertThat(refusal("thrower/" + hook)).isEqualTo(500);
    awaitLog("thrower", hook, "made to fail in " + hook);
  }

  @Test
  void aRequestWhoseHookThrowsIsAnswered500AndTheNextIsNot() {
    for (String hook : List.of("onRequest", "onBeforeRequest")) {
      Web.Answer answer = get("thrower/" + hook + "?secret=hush-hush");
      assertError(answer, 500, "INTERNAL");
      assertThat(answer.body()).doesNotContain("made to fail", "Exception");
      awaitLog("thrower", hook, "failed");
      assertThat(get("thrower/" + hook + "?spare").body()).isEqualTo("fine");
    }
    Secrets.note("hush-hush");
  }

  @Test
  void aHandshakeWhoseHookThrowsIsAnswered500AndTheNextIsLetIn() {
    assertThat(refusal("thrower/onBeforeConnect")).isEqualTo(500);
    awaitLog("thrower", "onBeforeConnect", "failed");
    SERVER.enter("spared", "thrower/onBeforeConnect?spare");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connectionTags", "onConnect"})
  void aConnectionWhoseHookThrowsIsClosedAsOnErrorSays(String hook) {
    Socket spared = SERVER.enter("spared", "thrower/" + hook + "?spare");
    Socket socket = open("thrower/" + hook);
    assertThat(socket.told().awaitEnding().code()).isEqualTo(4000);
    awaitLog("thrower", hook, "made to fail in " + hook);
    assertEchoes(spared);
  }

  @Test
  void aMessageWhoseHookThrowsClosesItsConnectionOnly() {
    Socket spared = SERVER.enter("spared", "thrower/onMessage");
    Socket socket = SERVER.enter("thrower", "thrower/onMessage");
    socket.send("throw");
    assertThat(socket.told().awaitEnding().code()).isEqualTo(4000);
    awaitLog("thrower", "onMessage", "made to fail in onMessage");
    assertEchoes(spared);
  }

  @Test
  void bytesWhoseHookThrowsCloseTheirConnectionOnly() {
    Socket spared = SERVER.enter("spared", "thrower/onMessageOfBytes");
    Socket socket = SERVER.enter("thrower", "thrower/onMessageOfBytes");
    socket.sendBinary(new byte[] {1});
    assertThat(socket.told().awaitEnding().code()).isEqualTo(4000);
    awaitLog("thrower", "onMessageOfBytes", "made to fail in onMessageOfBytes");
    assertEchoes(spared);
  }

  @Test
  void aGoodbyeWhoseHookThrowsCostsNobodyAnything() {
    Socket spared = SERVER.enter("spared", "thrower/onClose");
    Socket socket = SERVER.enter("thrower", "thrower/onClose");
    assertThat(socket.close(1000).code()).isEqualTo(1000);
    awaitLog("thrower", "onClose", "made to fail in onClose");
    assertEchoes(spared);
  }

  @Test
  void anErrorWhoseHookThrowsLeavesTheRoomAlone() {
    Socket spared = SERVER.enter("spared", "thrower/onError");
    Socket socket = SERVER.enter("thrower", "thrower/onError");
    socket.send("throw");
    awaitLog("thrower", "onError", "made to fail for onError");
    assertEchoes(spared);
    assertEchoes(socket); // what closes it unless overridden has thrown
  }

  @Test
  void anAlarmWhoseHookThrowsLeavesTheRoomAlone() {
    Socket spared = SERVER.enter("spared", "thrower/onAlarm");
    assertThat(get("thrower/onAlarm/alarm").status()).isEqualTo(204);
    awaitLog("thrower", "onAlarm", "made to fail in onAlarm");
    assertEchoes(spared);
    assertThat(get("thrower/onAlarm").body()).isEqualTo("fine");
  }

  private static void assertEchoes(Socket socket) {
    socket.send("{\"type\":\"echo\"}");
    socket.next("echo");
    assertThat(socket.told().ending()).isEmpty();
  }

  // --- saying it, and looking around ---

  private static Web.Answer get(String room) {
    return Web.get(SERVER.address().http("/parties/" + room));
  }

  private static Socket open(String room) {
    return Socket.open("guest", SERVER.address().webSocket("/parties/" + room));
  }

  /** The status that refuses a handshake. */
  private static int refusal(String room) {
    AtomicInteger status = new AtomicInteger();
    assertThatThrownBy(
            () -> Socket.opening("x", SERVER.address().webSocket("/parties/" + room)).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> status.set(refused.getResponse().statusCode()));
    return status.get();
  }

  private static void assertError(Web.Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    Message error = answer.json();
    assertThat(error.type()).isEqualTo("error");
    assertThat(error.text("code")).isEqualTo(code);
    assertThat(error.text("message")).isNotBlank();
  }

  /** A line of the log, with the lines of its exception, names party, room and this. */
  private static void awaitLog(String party, String room, String what) {
    long end = System.nanoTime() + Told.HANG.toNanos();
    String name = "Room %s/%s: ".formatted(party, room);
    while (!says(SERVER.log().lines(), name, what)) {
      assertThat(System.nanoTime()).as("no line of %s says \"%s\"", name, what).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static boolean says(List<String> lines, String name, String what) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(name)
          && String.join("\n", lines.subList(i, Math.min(i + 2, lines.size()))).contains(what)) {
        return true;
      }
    }
    return false;
  }
}
