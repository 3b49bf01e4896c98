package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static carafe.rooms.http.TestDoor.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.HttpReply;
import carafe.rooms.connection.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rooms that are asked before a WebSocket's handshake is answered. */
class KnockTest extends OnEachTransport {
  KnockTest() {
    super("carafe.rooms.relay.denial-delay = 1 ms", TestType.guarded("guarded"), TestType.plain());
  }

  private HttpReply knock(String how, String... headers) {
    return client.send(handshake("/parties/guarded/1/deep?_pk=mine&knock=" + how, headers)).reply();
  }

  @Test
  void whoIsLetInIsTheVisitorWhoCame() throws Exception {
    assertThat(knock("", "Cookie: a=1").status()).isEqualTo(101);
    Connection connection = door.comer();
    assertThat(connection.visitor().id()).isEqualTo("mine");
    assertThat(connection.visitor().path()).isEqualTo("/deep");
    assertThat(connection.visitor().query()).isEqualTo(Map.of("_pk", "mine", "knock", ""));
    assertThat(connection.visitor().headers())
        .isEqualTo(Map.of("host", List.of("localhost"), "cookie", List.of("a=1")));
    client.send(ClientFrame.close(1000, ""));
    assertThat(client.readUntilClose()).isEqualTo("close 1000");
  }

  @Test
  void aRoomMayLetSomebodyInAsSomebodyElse() throws Exception {
    assertThat(knock("other").status()).isEqualTo(101);
    Connection connection = door.comer();
    assertThat(connection.visitor().id()).isEqualTo("other-1");
    assertThat(connection.visitor().path()).isEqualTo("/other");
    assertThat(connection.visitor().query()).isEqualTo(Map.of("_pk", "other-1", "knock", "other"));
    assertThat(connection.visitor().headers()).containsEntry("x-user", List.of("falcon"));
  }

  @Test
  void aRefusalIsHttpAndTheConnectionGoesOn() throws Exception {
    assertError(knock("forbidden"), 403, "FORBIDDEN", "not you");
    HttpReply elsewhere = knock("elsewhere");
    assertThat(elsewhere.status()).isEqualTo(302);
    assertThat(elsewhere.headers()).containsEntry("location", "/parties/echo/2");
    assertError(knock("wrong"), 401, "WRONG_KEY", "not the key");
    assertThat(door.others()).isEmpty();
    assertThat(client.send(request("GET", "/parties/guarded/1")).reply().status()).isEqualTo(200);
    assertThat(knock("").status()).isEqualTo(101);
    door.comer();
  }

  @Test
  void aRoomThatDoesNotAnswerLetsNobodyIn() {
    assertError(knock("silence"), 503, "UNAVAILABLE", "try again");
    assertThat(door.others()).isEmpty();
  }

  @Test
  void whatHttpCannotCarryIsTheRoomsMistake() {
    assertError(knock("switching"), 500, "INTERNAL", "room");
  }

  @Test
  void roomsThatDoNotWantToBeAskedAreNot() throws Exception {
    assertThat(client.send(handshake("/parties/echo/1?knock=forbidden")).reply().status())
        .isEqualTo(101);
    door.comer();
  }
}
