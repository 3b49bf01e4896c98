package carafe.parties.connections;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Json;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Unlisted;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.hooks.PartyServer;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of docs/parties.md, over real sockets. */
class ConnectionsPartyTest {
  /** A client that says goodbye and stays counts until its close has timed out (5 s). */
  private static final Duration HANG = Duration.ofSeconds(30);

  private static PartyServer server;

  private final String id = PartyServer.freshRoom();
  private final String counts = "connections/" + id;
  private final List<SocketClient> sockets = new ArrayList<>();

  /** Nothing but connections. */
  public static final class ChatParty implements Party {
    public ChatParty(Room room) {}
  }

  /** The same, with ids that nobody may see. */
  @Unlisted
  public static final class SecretParty implements Party {
    public SecretParty(Room room) {}
  }

  /** As the seed has it: tells the connections party of everybody who comes and goes. */
  public static final class TellingParty implements Party {
    private final Room room;

    public TellingParty(Room room) {
      this.room = room;
    }

    @Override
    public CompletionStage<?> onConnect(Connection connection, Request request) {
      return update("connect", connection);
    }

    @Override
    public CompletionStage<?> onClose(
        Connection connection, int code, String reason, boolean clean) {
      return update("disconnect", connection);
    }

    private CompletionStage<Response> update(String type, Connection connection) {
      return room.parties()
          .get("connections")
          .get("active-connections")
          .fetch(
              Request.post(
                  Map.of("type", type, "connectionId", connection.id(), "roomId", room.id())));
    }
  }

  /** The same with few keys. */
  public static final class SmallParty extends ConnectionsParty {
    public SmallParty(Room room) {
      super(room, 3);
    }
  }

  @BeforeAll
  static void start() {
    server =
        new PartyServer(
            "carafe.rooms.census.interval = 20 ms",
            Map.of(
                "connections", ConnectionsParty.class,
                "chat", ChatParty.class,
                "secret", SecretParty.class,
                "small", SmallParty.class,
                "telling", TellingParty.class));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void leave() {
    sockets.forEach(SocketClient::close);
  }

  private SocketClient open(String address) {
    SocketClient socket = server.open(address);
    sockets.add(socket);
    return socket;
  }

  private static Map<String, Integer> read(String json) {
    Map<String, Integer> read = new LinkedHashMap<>();
    Json.tree(json).properties().forEach(e -> read.put(e.getKey(), e.getValue().intValue()));
    return read;
  }

  private Map<String, Integer> get(String query) {
    return get(counts, query);
  }

  private static Map<String, Integer> get(String room, String query) {
    HttpResponse<String> response = server.get(room + query);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    return read(response.body());
  }

  /** Asks until this is so. */
  private Map<String, Integer> until(String query, Predicate<Map<String, Integer>> fact) {
    return until(counts, query, fact);
  }

  private static Map<String, Integer> until(
      String room, String query, Predicate<Map<String, Integer>> fact) {
    long giveUpAt = System.nanoTime() + HANG.toNanos();
    Map<String, Integer> last = get(room, query);
    while (!fact.test(last) && System.nanoTime() - giveUpAt < 0) {
      last = get(room, query);
    }
    assertThat(last).matches(fact);
    return last;
  }

  private HttpResponse<String> post(String json) {
    return server.request("POST", counts, json);
  }

  private HttpResponse<String> post(String type, String roomId) {
    return postTo(counts, type, roomId);
  }

  private static HttpResponse<String> postTo(String room, String type, String roomId) {
    return server.request(
        "POST", room, Json.text(Map.of("type", type, "connectionId", "c", "roomId", roomId)));
  }

  // ---- counts that are posted

  @Test
  void postedCountsAreAnsweredAsTheSeedHasIt() {
    assertThat(read(post("connect", "room-1").body())).containsEntry("room-1", 1);
    assertThat(read(post("connect", "room-1").body())).containsEntry("room-1", 2);
    post("connect", "room-2");
    assertThat(read(post("disconnect", "room-1").body()))
        .containsEntry("room-1", 1)
        .containsEntry("room-2", 1);
    post("disconnect", "room-1");
    assertThat(read(post("disconnect", "room-1").body()))
        .as("never below zero")
        .containsEntry("room-1", 0);
    assertThat(read(post("disconnect", "never seen").body())).containsEntry("never seen", 0);
  }

  @Test
  void eachRoomOfThePartyHasItsOwn() {
    post("connect", "room-1");
    assertThat(read(server.get("connections/" + PartyServer.freshRoom()).body()))
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
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.tree(response.body()).path("code").asText()).isEqualTo("BAD_MESSAGE");
    assertThat(get("?room=a")).isEmpty();
  }

  @Test
  void aKeyHasABound() {
    assertThat(post("connect", "🍷".repeat(128)).statusCode()).isEqualTo(200);
    assertThat(post("connect", "x".repeat(129)).body()).contains("at most 128 characters");
  }

  @Test
  void whenAllKeysAreTakenANewOneTakesThePlaceOfOneThatNobodyUses() {
    String small = "small/" + id;
    for (String key : List.of("a", "b", "c")) {
      assertThat(postTo(small, "connect", key).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> full = postTo(small, "connect", "d");
    assertThat(full.statusCode()).isEqualTo(400);
    assertThat(full.body()).contains("TOO_MANY_KEYS", "There are 3 keys already, all in use.");
    assertThat(postTo(small, "connect", "c").statusCode()).as("one that is there").isEqualTo(200);
    postTo(small, "disconnect", "b");
    assertThat(read(postTo(small, "connect", "d").body()))
        .containsEntry("a", 1)
        .containsEntry("c", 2)
        .containsEntry("d", 1)
        .doesNotContainKey("b");
  }

  @Test
  void otherMethodsAreNone() {
    HttpResponse<String> response = server.request("DELETE", counts, "");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("GET, POST");
  }

  // ---- counts of what is live

  @Test
  void liveConnectionsCountThemselves() {
    SocketClient one = open("chat/" + id);
    open("chat/" + id);
    until("", all -> all.getOrDefault("chat/" + id, 0) == 2);
    one.send(ClientFrame.close(1000, ""));
    until("?party=chat&room=" + id, all -> all.equals(Map.of("chat/" + id, 1)));
  }

  @Test
  void filtersShowAPartyOrARoom() {
    String other = PartyServer.freshRoom();
    open("chat/" + id);
    open("chat/" + other);
    open("telling/" + id);
    post("connect", id);
    until("?room=" + id, all -> all.equals(Map.of("chat/" + id, 1, "telling/" + id, 1, id, 1)));
    until("?party=telling&room=" + id, all -> all.equals(Map.of("telling/" + id, 1)));
    assertThat(get("?party=chat"))
        .containsEntry("chat/" + id, 1)
        .containsEntry("chat/" + other, 1)
        .doesNotContainKeys("telling/" + id, id);
    assertThat(get("?party=nobody")).isEmpty();
  }

  @Test
  void theLargestComeFirstAndALimitLeavesOutTheOthers() {
    for (int i = 0; i < 3; i++) {
      open("chat/" + id);
    }
    post("connect", id);
    post("connect", id);
    open("telling/" + id);
    until(
        "?room=" + id,
        all -> List.copyOf(all.keySet()).equals(List.of("chat/" + id, id, "telling/" + id)));
    assertThat(List.copyOf(get("?limit=2&room=" + id).keySet())).containsExactly("chat/" + id, id);
    for (String limit : List.of("0", "10001", "many", "")) {
      HttpResponse<String> response = server.get(counts + "?limit=" + limit);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("limit is a number from 1 to 10000");
    }
  }

  @Test
  void totalsAddUpPartiesAndLeaveOutWhatWasPosted() {
    open("chat/" + id);
    open("chat/" + id);
    open("secret/" + id);
    post("connect", id);
    until("?room=" + id, all -> all.getOrDefault("chat/" + id, 0) == 2);
    assertThat(server.get(counts + "?totals&room=" + id).body())
        .isEqualTo("{\"connections\":2,\"parties\":{\"chat\":2}}");
    assertThat(Json.tree(server.get(counts + "?totals").body()).path("parties").path("secret"))
        .hasToString("1");
  }

  @Test
  void aSecretIdIsNotShown() {
    open("secret/" + id);
    open("secret/" + PartyServer.freshRoom());
    assertThat(until("?party=secret", all -> all.equals(Map.of("secret/*", 2)))).isNotEmpty();
    assertThat(server.get(counts).body()).doesNotContain("secret/" + id);
  }

  @Test
  void anotherPartyTellsOfItsOwnAsInTheSeed() {
    SocketClient socket = open("telling/" + id);
    String active = "connections/active-connections";
    until(active, "?room=" + id, all -> all.equals(Map.of(id, 1, "telling/" + id, 1)));
    socket.send(ClientFrame.close(1000, ""));
    until(active, "?room=" + id, all -> all.equals(Map.of(id, 0)));
  }

  // ---- listeners

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
    post("connect", "before");
    SocketClient listener = open(counts);
    assertThat(next(listener)).containsEntry("before", 1);
    heardUntil(listener, Map.of(counts, 1));
    SocketClient another = open(counts);
    heardUntil(another, Map.of("before", 1));
    SocketClient chat = open("chat/" + id);
    heardUntil(listener, Map.of("chat/" + id, 1, counts, 2));
    heardUntil(another, Map.of("chat/" + id, 1));
    post("connect", "after");
    heardUntil(listener, Map.of("after", 1));
    chat.send(ClientFrame.close(1000, ""));
    Map<String, Integer> heard = next(listener);
    while (heard.containsKey("chat/" + id)) {
      heard = next(listener);
    }
  }

  @Test
  void eachListenerSeesWhatItAskedFor() {
    SocketClient all = open(counts);
    SocketClient one = open(counts + "?party=chat&room=" + id);
    SocketClient totals = open(counts + "?totals&party=chat&room=" + id);
    assertThat(next(one)).isEmpty();
    assertThat(totals.read().payload()).isEqualTo("{\"connections\":0,\"parties\":{}}");
    open("chat/" + id);
    heardUntil(all, Map.of("chat/" + id, 1));
    assertThat(next(one)).isEqualTo(Map.of("chat/" + id, 1));
    assertThat(totals.read().payload()).isEqualTo("{\"connections\":1,\"parties\":{\"chat\":1}}");
    open("chat/" + PartyServer.freshRoom());
    open("chat/" + id);
    assertThat(next(one)).isEqualTo(Map.of("chat/" + id, 2));
  }

  @Test
  void onlySixtyFourDifferentViewsAreShownHoweverManyAreWantedInTheSameMoment() {
    List<SocketClient> crowd =
        IntStream.range(0, 80).mapToObj(_ -> SocketClient.connect(server.port())).toList();
    sockets.addAll(crowd);
    assertThat(next(open(counts))).as("the usual view is not one of them").isNotNull();
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
    assertThat(next(open(counts))).as("the usual view is for everybody").isNotNull();
  }

  @Test
  void aSenselessQueryIsRefusedBeforeTheHandshake() {
    SocketClient client = SocketClient.connect(server.port());
    sockets.add(client);
    client.send(SocketClient.handshake("/parties/" + counts + "?limit=x"));
    assertThat(client.reply().status()).isEqualTo(400);
  }

  @Test
  void postedCountsAreThereAfterTheRoomWasAway() {
    SocketClient listener = open(counts);
    assertThat(next(listener)).doesNotContainKey("kept");
    post("connect", "kept");
    heardUntil(listener, Map.of("kept", 1));
    ClusterSharding.get(server.system)
        .entityRefFor(EntityTypeKey.create(RoomMessage.class, "connections"), id)
        .tell(new ToRoom.Stop());
    HttpResponse<String> response = post("connect", "kept");
    while (response.statusCode() == 503) { // it is just stopping
      response = post("connect", "kept");
    }
    assertThat(read(response.body()).get("kept")).isEqualTo(2);
    heardUntil(listener, Map.of("kept", 2));
  }
}
