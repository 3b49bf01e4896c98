package carafe.parties.connections;

import static carafe.parties.connections.CountsRoom.read;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import carafe.rooms.hooks.PartyServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that are posted, by the contract of docs/parties.md, over real sockets. */
class PostedCountsTest {
  @RegisterExtension static final CountsServer SERVER = new CountsServer();

  private final String id = PartyServer.freshRoom();
  private final String counts = "connections/" + id;
  private final CountsRoom room = SERVER.room(counts);

  @Test
  void postedCountsAreAnsweredAsTheSeedHasIt() {
    assertThat(read(room.post("connect", "room-1").body())).containsEntry("room-1", 1);
    assertThat(read(room.post("connect", "room-1").body())).containsEntry("room-1", 2);
    room.post("connect", "room-2");
    assertThat(read(room.post("disconnect", "room-1").body()))
        .containsEntry("room-1", 1)
        .containsEntry("room-2", 1);
    room.post("disconnect", "room-1");
    assertThat(read(room.post("disconnect", "room-1").body()))
        .as("never below zero")
        .containsEntry("room-1", 0);
    assertThat(read(room.post("disconnect", "never seen").body())).containsEntry("never seen", 0);
  }

  @Test
  void eachRoomOfThePartyHasItsOwn() {
    room.post("connect", "room-1");
    assertThat(read(SERVER.server().get("connections/" + PartyServer.freshRoom()).body()))
        .doesNotContainKey("room-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "null",
        "[]",
        "{}",
        "{\"type\":\"connect\"}",
        "{\"type\":\"connect\",\"roomId\":\"\"}",
        "{\"type\":\"connect\",\"roomId\":7}",
        "{\"type\":\"connect\",\"roomId\":\"chat/lobby\"}",
        "{\"type\":\"connect\",\"roomId\":\"a\\u0000\"}",
        "{\"type\":\"connect\",\"roomId\":\"a\\ud83c\"}",
        "{\"type\":\"reset\",\"roomId\":\"a\"}"
      })
  void aBadUpdateIsRefusedAndCountsNothing(String body) {
    HttpResponse<String> response = room.post(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.tree(response.body()).path("code").asText()).isEqualTo("BAD_MESSAGE");
    assertThat(room.get("?room=a")).isEmpty();
  }

  @Test
  void aKeyHasABound() {
    assertThat(room.post("connect", "🍷".repeat(128)).statusCode()).isEqualTo(200);
    assertThat(room.post("connect", "x".repeat(129)).body()).contains("at most 128 characters");
  }

  @Test
  void whenAllKeysAreTakenANewOneTakesThePlaceOfOneThatNobodyUses() {
    CountsRoom small = SERVER.room("small/" + id);
    for (String key : List.of("a", "b", "c")) {
      assertThat(small.post("connect", key).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> full = small.post("connect", "d");
    assertThat(full.statusCode()).isEqualTo(400);
    assertThat(full.body()).contains("TOO_MANY_KEYS", "There are 3 keys already, all in use.");
    assertThat(small.post("connect", "c").statusCode()).as("one that is there").isEqualTo(200);
    small.post("disconnect", "b");
    assertThat(read(small.post("connect", "d").body()))
        .containsEntry("a", 1)
        .containsEntry("c", 2)
        .containsEntry("d", 1)
        .doesNotContainKey("b");
  }

  @Test
  void otherMethodsAreNone() {
    HttpResponse<String> response = SERVER.server().request("DELETE", counts, "");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("GET, POST");
  }
}
