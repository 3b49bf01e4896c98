package carafe.parties.connections;

import static carafe.parties.connections.CountsRoom.read;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.hooks.PartyServer;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Listeners to counts, by the contract of docs/parties.md, over real sockets. */
@Order(1)
class CountsListenersTest {
  @RegisterExtension static final CountsServer SERVER = new CountsServer();

  private final String id = PartyServer.freshRoom();
  private final String counts = "connections/" + id;
  private final CountsRoom room = SERVER.room(counts);

  private static Map<String, Integer> next(SocketClient listener) {
    return read(listener.read().payload());
  }

  private static void heardUntil(SocketClient listener, Map<String, Integer> wanted) {
    Map<String, Integer> heard = next(listener);
    while (!heard.entrySet().containsAll(wanted.entrySet())) {
      heard = next(listener);
    }
  }

  @Test
  void listenersHearTheCountsAtOnceAndOnEveryChange() {
    room.post("connect", "before");
    SocketClient listener = SERVER.open(counts);
    assertThat(next(listener)).containsEntry("before", 1);
    heardUntil(listener, Map.of(counts, 1));
    SocketClient another = SERVER.open(counts);
    heardUntil(another, Map.of("before", 1));
    SocketClient chat = SERVER.open("chat/" + id);
    heardUntil(listener, Map.of("chat/" + id, 1, counts, 2));
    heardUntil(another, Map.of("chat/" + id, 1));
    room.post("connect", "after");
    heardUntil(listener, Map.of("after", 1));
    chat.send(ClientFrame.close(1000, ""));
    Map<String, Integer> heard = next(listener);
    while (heard.containsKey("chat/" + id)) {
      heard = next(listener);
    }
  }

  @Test
  void eachListenerSeesWhatItAskedFor() {
    SocketClient all = SERVER.open(counts);
    SocketClient one = SERVER.open(counts + "?party=chat&room=" + id);
    SocketClient totals = SERVER.open(counts + "?totals&party=chat&room=" + id);
    assertThat(next(one)).isEmpty();
    assertThat(totals.read().payload()).isEqualTo("{\"connections\":0,\"parties\":{}}");
    SERVER.open("chat/" + id);
    heardUntil(all, Map.of("chat/" + id, 1));
    assertThat(next(one)).isEqualTo(Map.of("chat/" + id, 1));
    assertThat(totals.read().payload()).isEqualTo("{\"connections\":1,\"parties\":{\"chat\":1}}");
    SERVER.open("chat/" + PartyServer.freshRoom());
    SERVER.open("chat/" + id);
    assertThat(next(one)).isEqualTo(Map.of("chat/" + id, 2));
  }

  @Test
  void onlySixtyFourDifferentViewsAreShownHoweverManyAreWantedInTheSameMoment() {
    List<SocketClient> crowd = IntStream.range(0, 80).mapToObj(_ -> SERVER.connect()).toList();
    assertThat(next(SERVER.open(counts))).as("the usual view is not one of them").isNotNull();
    for (int i = 0; i < crowd.size(); i++) {
      crowd.get(i).send(SocketClient.handshake("/parties/" + counts + "?limit=" + (i + 1)));
    }

    List<SocketClient> letIn =
        crowd.stream().filter(client -> client.replyToHead().status() == 101).toList();
    assertThat(
            letIn.stream()
                .map(SocketClient::read)
                .filter(frame -> frame.opcode() == ClientFrame.TEXT))
        .hasSize(64);
    assertThat(next(SERVER.open(counts))).as("the usual view is for everybody").isNotNull();
  }

  @Test
  void aSenselessQueryIsRefusedBeforeTheHandshake() {
    SocketClient client = SERVER.connect();
    client.send(SocketClient.handshake("/parties/" + counts + "?limit=x"));
    assertThat(client.reply().status()).isEqualTo(400);
  }

  /** It may have missed a change while the room was away, and nothing need change again. */
  @Test
  void aListenerWhoseRoomWasAwayHearsTheCountsAnew() {
    SocketClient listener = SERVER.open(counts + "?room=" + id);
    heardUntil(listener, Map.of(counts, 1));
    stopRoom();
    heardUntil(listener, Map.of(counts, 1));
  }

  private void stopRoom() {
    ClusterSharding.get(SERVER.server().system)
        .entityRefFor(EntityTypeKey.create(RoomMessage.class, "connections"), id)
        .tell(new ToRoom.Stop());
  }

  @Test
  void postedCountsAreThereAfterTheRoomWasAway() {
    SocketClient listener = SERVER.open(counts);
    assertThat(next(listener)).doesNotContainKey("kept");
    room.post("connect", "kept");
    heardUntil(listener, Map.of("kept", 1));
    stopRoom();
    HttpResponse<String> response = room.post("connect", "kept");
    while (response.statusCode() == 503) { // it is just stopping
      response = room.post("connect", "kept");
    }
    assertThat(read(response.body()).get("kept")).isEqualTo(2);
    heardUntil(listener, Map.of("kept", 2));
  }
}
