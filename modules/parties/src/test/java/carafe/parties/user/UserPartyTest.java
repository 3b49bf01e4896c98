package carafe.parties.user;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Storage;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.hooks.PartyServer;
import carafe.rooms.journal.JournalEntry;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of docs/parties.md, over real sockets. */
class UserPartyTest {
  private static final String KEY = "a key of sixteen";
  private static final String OTHER = "another key, as long";

  private static PartyServer server;

  private final String id = PartyServer.freshRoom();
  private final String user = "user/" + id;
  private final List<SocketClient> devices = new ArrayList<>();

  /** Hands what it is asked on to a user's room, with the key of its query. */
  public static final class AskingParty implements Party {
    private final Room room;

    public AskingParty(Room room) {
      this.room = room;
    }

    @Override
    public CompletionStage<Response> onRequest(Request request) {
      Request asked = Request.get();
      String key = request.query().get("with");
      return room.parties()
          .get("user")
          .get(room.id())
          .fetch(key == null ? asked : asked.withHeader("authorization", "Bearer " + key));
    }
  }

  @BeforeAll
  static void start() {
    server = new PartyServer("", Map.of("user", UserParty.class, "asking", AskingParty.class));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void leave() {
    devices.forEach(SocketClient::close);
  }

  private HttpResponse<String> request(String method, String body, String... headers) {
    return server.request(method, user, body, headers);
  }

  private HttpResponse<String> get(String... headers) {
    return request("GET", "", headers);
  }

  private HttpResponse<String> put(String body, String... headers) {
    return request("PUT", body, headers);
  }

  private static String[] bearer(String key, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + key));
    all.addAll(List.of(headers));
    return all.toArray(String[]::new);
  }

  private static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("etag").orElseThrow();
  }

  private static String code(HttpResponse<String> response) {
    return Json.tree(response.body()).path("code").textValue();
  }

  private SocketClient device(String query) {
    SocketClient client = server.open(user + query);
    devices.add(client);
    return client;
  }

  private static String told(SocketClient device) {
    JsonNode told = Json.tree(device.read().payload());
    return told.path("type").textValue().equals("preferences")
        ? told.path("preferences").toString()
        : told.path("code").textValue();
  }

  private HttpReply knock(String query, String... headers) {
    try (SocketClient client = SocketClient.connect(server.port())) {
      return client.send(SocketClient.handshake("/parties/" + user + query, headers)).reply();
    }
  }

  private String journal() {
    return server.journal.persistedInStorage("user|" + id).stream()
        .map(stored -> ((JournalEntry) stored).json().utf8String())
        .collect(Collectors.joining("\n"));
  }

  // --- one object over HTTP ---

  @Test
  void putsGetsPatchesAndDeletes() {
    assertThat(get().statusCode()).isEqualTo(404);

    HttpResponse<String> created = put("{\"theme\":\"dark\",\"size\":1.5}");
    assertThat(created.statusCode()).isEqualTo(201);
    HttpResponse<String> read = get();
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("{\"theme\":\"dark\",\"size\":1.5}");
    assertThat(read.headers().firstValue("content-type")).contains("application/json");
    assertThat(read.headers().firstValue("cache-control")).contains("private, no-cache");
    assertThat(etag(read)).isEqualTo(etag(created)).matches("\"[0-9a-f]{32}\"");

    HttpResponse<String> patched =
        request(
            "PATCH",
            "{\"size\":null,\"wine\":{\"red\":true}}",
            "Content-Type",
            "application/merge-patch+json");
    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(patched.body()).isEqualTo("{\"theme\":\"dark\",\"wine\":{\"red\":true}}");
    assertThat(etag(patched)).isNotEqualTo(etag(read)).isEqualTo(etag(get()));

    assertThat(put("{}").statusCode()).isEqualTo(200);
    assertThat(request("DELETE", "").statusCode()).isEqualTo(204);
    assertThat(get().statusCode()).isEqualTo(404);
    assertThat(request("DELETE", "").statusCode()).isEqualTo(204);
  }

  @Test
  void aPatchOfNothingMakesIt() {
    HttpResponse<String> patched = request("PATCH", "{\"a\":{\"b\":null,\"c\":1}}");

    assertThat(patched.statusCode()).isEqualTo(201);
    assertThat(get().body()).isEqualTo("{\"a\":{\"c\":1}}");
  }

  @Test
  void preconditionsKeepWritersFromEachOther() {
    assertThat(put("{}", "If-Match", "*").statusCode()).isEqualTo(412);
    HttpResponse<String> first = put("{\"a\":1}", "If-None-Match", "*");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(put("{\"a\":2}", "If-None-Match", "*").statusCode()).isEqualTo(412);
    assertThat(put("{\"a\":2}", "If-Match", etag(first)).statusCode()).isEqualTo(200);

    HttpResponse<String> late = request("PATCH", "{\"a\":3}", "If-Match", etag(first));
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(code(late)).isEqualTo("PRECONDITION_FAILED");
    assertThat(request("DELETE", "", "If-Match", etag(first)).statusCode()).isEqualTo(412);
    assertThat(get().body()).isEqualTo("{\"a\":2}");
    assertThat(get("If-Match", etag(first)).statusCode()).isEqualTo(412);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    String etag = etag(put("{\"a\":1}"));

    HttpResponse<String> known = get("If-None-Match", "\"x\", W/" + etag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(etag(known)).isEqualTo(etag);
    assertThat(get("If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    assertThat(get("If-None-Match", "*").statusCode()).isEqualTo(304);
  }

  @Test
  void ofWritersAtOnceOneWins() {
    String etag = etag(put("{\"n\":0}"));
    List<CompletableFuture<Integer>> writers =
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> put("{\"n\":" + n + "}", "If-Match", etag).statusCode()))
            .toList();

    assertThat(writers.stream().map(CompletableFuture::join))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "null", "\"text\"", "{\"a\":1e999}", "{\"a\":1,\"a\":2}"})
  void whatIsNoObjectIsRefused(String body) {
    put("{\"a\":1}");

    assertThat(put(body).statusCode()).isEqualTo(400);
    assertThat(request("PATCH", body).statusCode()).isEqualTo(400);
    assertThat(get().body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void otherTypesThanJsonAreRefused() {
    assertThat(put("{}", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
    assertThat(put("{}", "Content-Type", "application/merge-patch+json").statusCode())
        .isEqualTo(415);
    assertThat(request("PATCH", "{}", "Content-Type", "application/json-patch+json").statusCode())
        .isEqualTo(415);
    assertThat(request("PATCH", "{}", "Content-Type", "application/json").statusCode())
        .isEqualTo(201);
  }

  @Test
  void asMuchAsAValueHoldsIsKept() {
    String most = "{\"a\":\"" + "x".repeat(Storage.VALUE_BYTES_MAX - 8) + "\"}";
    assertThat(put(most).statusCode()).isEqualTo(201);

    HttpResponse<String> more = request("PATCH", "{\"b\":1}");
    assertThat(more.statusCode()).isEqualTo(413);
    assertThat(code(more)).isEqualTo("TOO_LARGE");
    assertThat(get().body()).isEqualTo(most);
  }

  @Test
  void otherMethodsAndPathsAreTold() {
    HttpResponse<String> post = request("POST", "{}");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow"))
        .contains("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    HttpResponse<String> options = request("OPTIONS", "");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("allow"))
        .contains("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    assertThat(options.headers().firstValue("accept-patch"))
        .contains("application/merge-patch+json");
    assertThat(server.get(user + "/theme").statusCode()).isEqualTo(404);
    assertThat(knock("/theme").status()).isEqualTo(404);
  }

  // --- devices ---

  @Test
  void everyDeviceHearsOfEveryChange() {
    SocketClient phone = device("");
    assertThat(told(phone)).isEqualTo("{}");
    put("{\"a\":1}");
    assertThat(told(phone)).isEqualTo("{\"a\":1}");

    SocketClient laptop = device("");
    JsonNode first = Json.tree(laptop.read().payload());
    assertThat(first.path("etag").textValue()).isEqualTo(etag(get()));
    request("PATCH", "{\"b\":2}");
    put("{\"a\":1,\"b\":2}"); // changes nothing: nobody hears of it
    request("DELETE", "");

    for (SocketClient device : List.of(phone, laptop)) {
      assertThat(told(device)).isEqualTo("{\"a\":1,\"b\":2}");
      JsonNode last = Json.tree(device.read().payload());
      assertThat(last.path("preferences").toString()).isEqualTo("{}");
      assertThat(last.path("etag").isNull()).isTrue();
    }
  }

  @Test
  void aDeviceMayPatch() {
    SocketClient phone = device("");
    SocketClient laptop = device("");
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
    assertThat(get().body()).isEqualTo("{}");
  }

  @Test
  void aDeviceThatErrsIsToldAndStays() {
    SocketClient phone = device("");
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

  // --- keys ---

  @Test
  void theFirstWriteWithAKeyBindsIt() {
    assertThat(put("{\"a\":1}", bearer(KEY)).statusCode()).isEqualTo(201);

    HttpResponse<String> without = get();
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(code(without)).isEqualTo("KEY_REQUIRED");
    assertThat(without.headers().firstValue("www-authenticate")).contains("Bearer");
    HttpResponse<String> wrong = put("{}", bearer(OTHER));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(code(wrong)).isEqualTo("INVALID_KEY");
    assertThat(get(bearer("short")).statusCode()).isEqualTo(401);
    assertThat(server.get(user + "?key=" + KEY.replace(' ', '+')).statusCode())
        .as("no keys in addresses of requests")
        .isEqualTo(401);
    assertThat(get(bearer(KEY)).body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void onlyTheHashOfAKeyIsStored() {
    put("{}", bearer(KEY));

    assertThat(journal()).contains("owner").containsPattern("[0-9a-f]{64}").doesNotContain(KEY);
  }

  @Test
  void readingBindsNothing() {
    assertThat(get(bearer(KEY)).statusCode()).isEqualTo(404);
    assertThat(put("{", bearer(KEY)).statusCode()).isEqualTo(400);
    assertThat(server.journal.persistedInStorage("user|" + id)).isEmpty();

    assertThat(put("{}", bearer(OTHER)).statusCode()).isEqualTo(201);
    assertThat(get(bearer(KEY)).statusCode()).isEqualTo(401);
  }

  @Test
  void aRoomFirstWrittenWithoutAKeyStaysOpen() {
    put("{\"a\":1}");
    request("DELETE", "");

    assertThat(put("{\"a\":2}", bearer(KEY)).statusCode()).isEqualTo(201);
    assertThat(get().body()).isEqualTo("{\"a\":2}");
  }

  @Test
  void aKeyStaysWhenThePreferencesGo() {
    put("{\"a\":1}", bearer(KEY));
    request("DELETE", "", bearer(KEY));

    assertThat(get().statusCode()).isEqualTo(401);
    assertThat(get(bearer(KEY)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 129})
  void noRoomBelongsToAKeyOfAnotherLength(int length) {
    HttpResponse<String> refused = put("{}", bearer("k".repeat(length)));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("BAD_KEY");
    assertThat(put("{}", bearer("k".repeat(128))).statusCode()).isEqualTo(201);
  }

  @Test
  void aDeviceWithAKeyBindsItBeforeItIsLetIn() {
    SocketClient phone = device("?key=" + KEY.replace(' ', '+'));
    assertThat(told(phone)).isEqualTo("{}");
    assertThat(journal()).containsPattern("[0-9a-f]{64}").doesNotContain(KEY);

    assertThat(get().statusCode()).isEqualTo(401);
    assertThat(knock("").status()).isEqualTo(401);
    assertThat(knock("?key=" + OTHER.replace(' ', '+')).body()).contains("INVALID_KEY");
    SocketClient laptop = SocketClient.connect(server.port());
    devices.add(laptop);
    laptop.send(SocketClient.handshake("/parties/" + user, "Authorization: Bearer " + KEY));
    assertThat(laptop.reply().status()).isEqualTo(101);
    assertThat(told(laptop)).isEqualTo("{}");

    put("{\"a\":1}", bearer(KEY));
    assertThat(told(phone)).isEqualTo("{\"a\":1}");
    assertThat(told(laptop)).isEqualTo("{\"a\":1}");
  }

  @Test
  void whoCameBeforeTheKeyMustGo() {
    SocketClient guest = device("");
    assertThat(told(guest)).isEqualTo("{}");

    put("{\"secret\":1}", bearer(KEY));

    assertThat(guest.readUntilClose()).contains("1008").doesNotContain("secret");
  }

  @Test
  void otherRoomsNeedTheKeyToo() {
    put("{\"a\":1}", bearer(KEY));

    assertThat(server.get("asking/" + id).statusCode()).isEqualTo(401);
    assertThat(server.get("asking/" + id + "?with=" + KEY.replace(' ', '+')).body())
        .isEqualTo("{\"a\":1}");
  }

  @Test
  void aKeyShowsItselfToNobody() {
    assertThat(Key.ofRequest(Request.get().withHeader("Authorization", "bearer " + KEY)))
        .hasValueSatisfying(key -> assertThat(key.toString()).isEqualTo("Key"));
    assertThat(Key.ofRequest(Request.get().withHeader("Authorization", "Basic abc"))).isEmpty();
  }
}
