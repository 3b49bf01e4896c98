package carafe.parties.user;

import static carafe.parties.user.UserRoom.code;
import static carafe.parties.user.UserRoom.told;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Request;
import carafe.rooms.client.SocketClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a user's room, by the contract of docs/parties.md, over real sockets. */
class UserKeyTest {
  private static final String KEY = "a key of sixteen";
  private static final String OTHER = "another key, as long";

  @RegisterExtension static final UserServer SERVER = new UserServer();

  private final UserRoom room = SERVER.freshRoom();

  @Test
  void theFirstWriteWithAKeyBindsIt() {
    assertThat(room.put("{\"a\":1}", bearer(KEY)).statusCode()).isEqualTo(201);

    HttpResponse<String> without = room.get();
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(code(without)).isEqualTo("KEY_REQUIRED");
    assertThat(without.headers().firstValue("www-authenticate")).contains("Bearer");
    HttpResponse<String> wrong = room.put("{}", bearer(OTHER));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(code(wrong)).isEqualTo("INVALID_KEY");
    assertThat(room.get(bearer("short")).statusCode()).isEqualTo(401);
    assertThat(room.getAt("?key=" + KEY.replace(' ', '+')).statusCode())
        .as("no keys in addresses of requests")
        .isEqualTo(401);
    assertThat(room.get(bearer(KEY)).body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void onlyTheHashOfAKeyIsStored() {
    room.put("{}", bearer(KEY));

    assertThat(room.journal())
        .contains("owner")
        .containsPattern("[0-9a-f]{64}")
        .doesNotContain(KEY);
  }

  @Test
  void readingBindsNothing() {
    assertThat(room.get(bearer(KEY)).statusCode()).isEqualTo(404);
    assertThat(room.put("{", bearer(KEY)).statusCode()).isEqualTo(400);
    assertThat(room.journal()).isEmpty();

    assertThat(room.put("{}", bearer(OTHER)).statusCode()).isEqualTo(201);
    assertThat(room.get(bearer(KEY)).statusCode()).isEqualTo(401);
  }

  @Test
  void aRoomFirstWrittenWithoutAKeyStaysOpen() {
    room.put("{\"a\":1}");
    room.request("DELETE", "");

    assertThat(room.put("{\"a\":2}", bearer(KEY)).statusCode()).isEqualTo(201);
    assertThat(room.get().body()).isEqualTo("{\"a\":2}");
  }

  @Test
  void aKeyStaysWhenThePreferencesGo() {
    room.put("{\"a\":1}", bearer(KEY));
    room.request("DELETE", "", bearer(KEY));

    assertThat(room.get().statusCode()).isEqualTo(401);
    assertThat(room.get(bearer(KEY)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 129})
  void noRoomBelongsToAKeyOfAnotherLength(int length) {
    HttpResponse<String> refused = room.put("{}", bearer("k".repeat(length)));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("BAD_KEY");
    assertThat(room.put("{}", bearer("k".repeat(128))).statusCode()).isEqualTo(201);
  }

  @Test
  void aDeviceWithAKeyBindsItBeforeItIsLetIn() {
    SocketClient phone = room.device("?key=" + KEY.replace(' ', '+'));
    assertThat(told(phone)).isEqualTo("{}");
    assertThat(room.journal()).containsPattern("[0-9a-f]{64}").doesNotContain(KEY);

    assertThat(room.get().statusCode()).isEqualTo(401);
    assertThat(room.knock("").status()).isEqualTo(401);
    assertThat(room.knock("?key=" + OTHER.replace(' ', '+')).body()).contains("INVALID_KEY");
    SocketClient laptop = room.newDevice();
    laptop.send(room.handshake("", "Authorization: Bearer " + KEY));
    assertThat(laptop.reply().status()).isEqualTo(101);
    assertThat(told(laptop)).isEqualTo("{}");

    room.put("{\"a\":1}", bearer(KEY));
    assertThat(told(phone)).isEqualTo("{\"a\":1}");
    assertThat(told(laptop)).isEqualTo("{\"a\":1}");
  }

  @Test
  void whoCameBeforeTheKeyMustGo() {
    SocketClient guest = room.device("");
    assertThat(told(guest)).isEqualTo("{}");

    room.put("{\"secret\":1}", bearer(KEY));

    assertThat(guest.readUntilClose()).contains("1008").doesNotContain("secret");
  }

  @Test
  void otherRoomsNeedTheKeyToo() {
    room.put("{\"a\":1}", bearer(KEY));

    assertThat(room.getByWayOfAnother("").statusCode()).isEqualTo(401);
    assertThat(room.getByWayOfAnother("?with=" + KEY.replace(' ', '+')).body())
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void aKeyShowsItselfToNobody() {
    assertThat(Key.ofRequest(Request.get().withHeader("Authorization", "bearer " + KEY)))
        .hasValueSatisfying(key -> assertThat(key.toString()).isEqualTo("Key"));
    assertThat(Key.ofRequest(Request.get().withHeader("Authorization", "Basic abc"))).isEmpty();
  }

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }
}
