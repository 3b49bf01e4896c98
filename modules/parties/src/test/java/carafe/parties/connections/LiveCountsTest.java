package carafe.parties.connections;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.hooks.PartyServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts of what is live, by the contract of docs/parties.md, over real sockets. */
class LiveCountsTest {
  @RegisterExtension static final CountsServer SERVER = new CountsServer();

  private final String id = PartyServer.freshRoom();
  private final CountsRoom room = SERVER.room("connections/" + id);

  @Test
  void liveConnectionsCountThemselves() {
    SocketClient one = SERVER.open("chat/" + id);
    SERVER.open("chat/" + id);
    room.until("", all -> all.getOrDefault("chat/" + id, 0) == 2);
    one.send(ClientFrame.close(1000, ""));
    room.until("?party=chat&room=" + id, all -> all.equals(Map.of("chat/" + id, 1)));
  }

  @Test
  void filtersShowAPartyOrARoom() {
    String other = PartyServer.freshRoom();
    SERVER.open("chat/" + id);
    SERVER.open("chat/" + other);
    SERVER.open("telling/" + id);
    room.post("connect", id);
    room.until(
        "?room=" + id, all -> all.equals(Map.of("chat/" + id, 1, "telling/" + id, 1, id, 1)));
    room.until("?party=telling&room=" + id, all -> all.equals(Map.of("telling/" + id, 1)));
    assertThat(room.get("?party=chat"))
        .containsEntry("chat/" + id, 1)
        .containsEntry("chat/" + other, 1)
        .doesNotContainKeys("telling/" + id, id);
    assertThat(room.get("?party=nobody")).isEmpty();
  }

  @Test
  void theLargestComeFirstAndALimitLeavesOutTheOthers() {
    for (int i = 0; i < 3; i++) {
      SERVER.open("chat/" + id);
    }
    room.post("connect", id);
    room.post("connect", id);
    SERVER.open("telling/" + id);
    room.until(
        "?room=" + id,
        all -> List.copyOf(all.keySet()).equals(List.of("chat/" + id, id, "telling/" + id)));
    assertThat(List.copyOf(room.get("?limit=2&room=" + id).keySet()))
        .containsExactly("chat/" + id, id);
    for (String limit : List.of("0", "10001", "many", "")) {
      HttpResponse<String> response = room.ask("?limit=" + limit);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("limit is a number from 1 to 10000");
    }
  }

  @Test
  void totalsAddUpPartiesAndLeaveOutWhatWasPosted() {
    SERVER.open("chat/" + id);
    SERVER.open("chat/" + id);
    SERVER.open("secret/" + id);
    room.post("connect", id);
    room.until("?room=" + id, all -> all.getOrDefault("chat/" + id, 0) == 2);
    assertThat(room.ask("?totals&room=" + id).body())
        .isEqualTo("{\"connections\":2,\"parties\":{\"chat\":2}}");
    assertThat(Json.tree(room.ask("?totals").body()).path("parties").path("secret"))
        .hasToString("1");
  }

  @Test
  void aSecretIdIsNotShown() {
    SERVER.open("secret/" + id);
    SERVER.open("secret/" + PartyServer.freshRoom());
    assertThat(room.until("?party=secret", all -> all.equals(Map.of("secret/*", 2)))).isNotEmpty();
    assertThat(room.ask("").body()).doesNotContain("secret/" + id);
  }

  @Test
  void anotherPartyTellsOfItsOwnAsInTheSeed() {
    SocketClient socket = SERVER.open("telling/" + id);
    CountsRoom active = SERVER.room("connections/active-connections");
    active.until("?room=" + id, all -> all.equals(Map.of(id, 1, "telling/" + id, 1)));
    socket.send(ClientFrame.close(1000, ""));
    active.until("?room=" + id, all -> all.equals(Map.of(id, 0)));
  }
}
