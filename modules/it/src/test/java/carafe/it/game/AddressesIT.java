package carafe.it.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Plan;
import carafe.it.client.Say;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.net.http.HttpRequest;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things are: rooms over HTTP and WebSocket, free codes, and what is nowhere. */
class AddressesIT {
  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();

  @Test
  void aThousandAtOnceGetAThousandCodes() {
    List<CompletableFuture<Web.Answer>> answers =
        Stream.generate(() -> Web.post(server.http("/parties/main"))).limit(1000).toList();
    List<String> codes =
        answers.stream()
            .map(CompletableFuture::join)
            .peek(answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201))
            .map(answer -> answer.json().text("code"))
            .toList();
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[0-9]{4,10}"));
    // a reserved code is free for whoever creates there first
    assertThat(Web.get(server.http("/parties/main/" + codes.getFirst())).status()).isEqualTo(404);
    Host.on(codes.getFirst()).create(server, Plan.small(15));
  }

  @Test
  void aSessionsSummaryIsPublic() {
    String code = Web.freeCode(server);
    Web.Answer before = Web.get(server.http("/parties/main/" + code));
    assertThat(before.status()).isEqualTo(404);
    assertThat(before.json().text("code")).isEqualTo("SESSION_NOT_FOUND");

    Host.on(code).create(server, Plan.small(15));
    Web.Answer summary = Web.get(server.http("/parties/main/" + code));
    assertThat(summary.status()).isEqualTo(200);
    assertThat(summary.json().text("code")).isEqualTo(code);
    assertThat(summary.json().text("title")).isEqualTo("One glass");
    assertThat(summary.json().text("phase")).isEqualTo("waiting");
    assertThat(summary.json().number("participantCount")).isZero();
  }

  @Test
  void theShortFormIsTheSameRoom() {
    String code = Web.freeCode(server);
    Host.on(code).create(server, Plan.small(15));
    Socket socket = Socket.open("short", server.webSocket("/party/" + code));
    assertThat(socket.next("server:state_snapshot").flag("exists")).isTrue();
    assertThat(Web.get(server.http("/party/" + code)).json().text("code")).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/parties/main/123",
        "/parties/main/12345678901",
        "/parties/main/12a4",
        "/parties/main/%F0%9F%8D%B7",
        "/parties/main/%ff%fe",
        "/parties/host/no%20spaces",
        "/parties/host/%D9%85%D8%B6%D9%8A%D9%81",
        "/parties/host/..%2Fmain",
        "/parties/host/%00",
      })
  void aBadIdIsRefused(String path) {
    Web.Answer answer = Web.get(server.http(path));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().text("message")).isNotBlank();
    assertThat(refused(path)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/parties/main/%zz", "/parties/host/%", "/parties/host/a%2", "/party/%g0"})
  void brokenEncodingIsRefused(String path) {
    Web.Answer answer = Web.getRaw(server, path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().text("message")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/parties/nowhere/1234", "/parties/nowhere/x", "/parties/nowhere"})
  void whatIsNotThereIsNotFound(String path) {
    Web.Answer answer = Web.get(server.http(path));
    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.json().text("message")).isNotBlank();
    assertThat(refused(path)).isEqualTo(404);
  }

  @Test
  void connectionIdsThatAreNoneAreReplacedAndTwinsBothStay() {
    String code = Web.freeCode(server);
    for (String id : List.of("", "x".repeat(65), "a%20b", "%F0%9F%8D%B7")) {
      Socket.open("id " + id, server.session(code, id)).next("server:state_snapshot");
    }
    Socket none = Socket.open("no id", server.webSocket("/parties/main/" + code));
    none.next("server:state_snapshot");
    Socket one = Socket.open("one", server.session(code, "twin"));
    Socket other = Socket.open("other", server.session(code, "twin"));
    for (Socket twin : List.of(one, other)) {
      twin.send(Say.watchSession());
      twin.next("lobby:updated");
    }
  }

  @Test
  void otherMethodsAreNotAllowed() {
    String code = Web.freeCode(server);
    for (String method : List.of("DELETE", "PUT", "POST")) {
      Web.Answer answer =
          Web.send(
                  HttpRequest.newBuilder(server.http("/parties/main/" + code))
                      .method(method, HttpRequest.BodyPublishers.noBody()))
              .join();
      assertThat(answer.status()).as(method).isEqualTo(405);
    }
  }

  @Test
  void theServerSaysThatItLivesAndIsReady() {
    assertThat(Web.get(server.http("/alive")).status()).isEqualTo(200);
    assertThat(Web.get(server.http("/ready")).status()).isEqualTo(200);
  }

  /** With which status a WebSocket is refused there. */
  private int refused(String path) {
    var thrown = new int[1];
    assertThatThrownBy(() -> Socket.opening("lost", server.webSocket(path)).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class, e -> thrown[0] = e.getResponse().statusCode());
    return thrown[0];
  }
}
