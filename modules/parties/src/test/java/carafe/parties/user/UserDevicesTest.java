package carafe.parties.user;

import static carafe.parties.user.UserRoom.etag;
import static carafe.parties.user.UserRoom.told;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import carafe.rooms.api.Storage;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The devices of a user, by the contract of docs/parties.md, over real sockets. */
class UserDevicesTest {
  @RegisterExtension static final UserServer SERVER = new UserServer();

  private final UserRoom room = SERVER.freshRoom();

  @Test
  void everyDeviceHearsOfEveryChange() {
    SocketClient phone = room.device("");
    assertThat(told(phone)).isEqualTo("{}");
    room.put("{\"a\":1}");
    assertThat(told(phone)).isEqualTo("{\"a\":1}");

    SocketClient laptop = room.device("");
    JsonNode first = Json.tree(laptop.read().payload());
    assertThat(first.path("etag").textValue()).isEqualTo(etag(room.get()));
    room.request("PATCH", "{\"b\":2}");
    room.put("{\"a\":1,\"b\":2}"); // changes nothing: nobody hears of it
    room.request("DELETE", "");

    for (SocketClient device : List.of(phone, laptop)) {
      assertThat(told(device)).isEqualTo("{\"a\":1,\"b\":2}");
      JsonNode last = Json.tree(device.read().payload());
      assertThat(last.path("preferences").toString()).isEqualTo("{}");
      assertThat(last.path("etag").isNull()).isTrue();
    }
  }

  /** It may have missed a change while the room was away. */
  @Test
  void aDeviceWhoseRoomWasAwayIsToldThePresentState() {
    SocketClient phone = room.device("");
    assertThat(told(phone)).isEqualTo("{}");
    room.put("{\"a\":1}");
    assertThat(told(phone)).isEqualTo("{\"a\":1}");

    room.stop();

    assertThat(told(phone)).isEqualTo("{\"a\":1}");
  }

  @Test
  void aDeviceMayPatch() {
    SocketClient phone = room.device("");
    SocketClient laptop = room.device("");
    told(phone);
    told(laptop);

    phone.send(ClientFrame.text("{\"type\":\"patch\",\"patch\":{\"a\":1}}"));
    assertThat(told(phone)).isEqualTo("{\"a\":1}");
    phone.send(ClientFrame.text("{\"type\":\"patch\",\"patch\":{\"a\":1}}"));
    assertThat(told(phone)).as("answered, though nothing changed").isEqualTo("{\"a\":1}");
    phone.send(ClientFrame.text("{\"type\":\"patch\",\"patch\":{\"a\":null}}"));
    assertThat(told(phone)).isEqualTo("{}");

    assertThat(told(laptop)).isEqualTo("{\"a\":1}");
    assertThat(told(laptop)).isEqualTo("{}");
    assertThat(room.get().body()).isEqualTo("{}");
  }

  @Test
  void aDeviceThatErrsIsToldAndStays() {
    SocketClient phone = room.device("");
    told(phone);

    phone.send(ClientFrame.text("{"));
    assertThat(told(phone)).isEqualTo("BAD_MESSAGE");
    phone.send(ClientFrame.text("{\"type\":\"put\"}"));
    assertThat(told(phone)).isEqualTo("UNKNOWN_TYPE");
    phone.send(ClientFrame.text("{\"type\":\"patch\"}"));
    assertThat(told(phone)).isEqualTo("BAD_MESSAGE");
    phone.send(ClientFrame.binary((byte) 1));
    assertThat(told(phone)).isEqualTo("BAD_MESSAGE");
    phone.send(
        ClientFrame.text(
            "{\"type\":\"patch\",\"patch\":{\"a\":\"%s\"}}"
                .formatted("x".repeat(Storage.VALUE_BYTES_MAX))));
    assertThat(told(phone)).isEqualTo("TOO_LARGE");
    phone.send(ClientFrame.text("{\"type\":\"patch\",\"patch\":{\"a\":1}}"));
    assertThat(told(phone)).isEqualTo("{\"a\":1}");
  }
}
