package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.message.ToRoom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a party can do, over real sockets: the API point by point. */
class HooksTest {
  private static PartyServer server;

  private final String room = PartyServer.freshRoom();
  private final String other = PartyServer.freshRoom();
  private final List<SocketClient> clients = new java.util.ArrayList<>();

  @BeforeAll
  static void start() {
    server =
        new PartyServer(
            "carafe.rooms.hooks.timeout = 2 s, carafe.rooms.calls.timeout = 1500 ms",
            Map.of("trial", TrialParty.class));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void leave() {
    clients.forEach(SocketClient::close);
  }

  private SocketClient enter(String room, String query) {
    SocketClient client = server.open("trial/" + room + query);
    clients.add(client);
    assertThat(client.read().toString()).startsWith("text welcome");
    return client;
  }

  private SocketClient enter(String query) {
    return enter(room, query);
  }

  private static String read(SocketClient client) {
    return client.read().payload();
  }

  private static void say(SocketClient client, String text) {
    client.send(ClientFrame.text(text));
  }

  private static String ask(SocketClient client, String text) {
    say(client, text);
    return read(client);
  }

  // --- connections ---

  @Test
  void aConnectionKnowsWhatItCameWith() {
    SocketClient client = server.open("trial/" + room + "/deep/er?name=Ann%20B&tag=red&_pk=ann");
    clients.add(client);

    assertThat(read(client))
        .isEqualTo(
            "welcome Ann B /parties/trial/%s/deep/er?_pk=ann&name=Ann%%20B&tag=red [red, tagged]"
                .formatted(room));
    assertThat(ask(client, "state")).isEqualTo("state {name=Ann B}");
  }

  @Test
  void textAndBinaryMessagesAreAnswered() {
    SocketClient client = enter("");

    assertThat(ask(client, "echo ü🍷")).isEqualTo("echo ü🍷");
    client.send(ClientFrame.binary((byte) 1, (byte) 2));
    assertThat(client.read().toString()).isEqualTo("binary \u0001\u0002\u0001\u0002");
  }

  @Test
  void aBroadcastLeavesOutWhoIsExcepted() {
    SocketClient ann = enter("?_pk=ann");
    SocketClient bob = enter("?_pk=bob");

    say(ann, "others hello");
    assertThat(read(bob)).isEqualTo("others hello");
    say(ann, "all hello");
    assertThat(read(ann)).isEqualTo("all hello");
    assertThat(read(bob)).isEqualTo("all hello");
  }

  @Test
  void connectionsAreFoundByIdTheNewestFirstAndByTag() {
    SocketClient one = enter("?_pk=ann&tag=red");
    SocketClient two = enter("?_pk=ann&tag=blue");

    say(one, "to ann hi");
    assertThat(read(two)).isEqualTo("hi");
    assertThat(ask(one, "tag red")).isEqualTo("tag red");
    say(one, "tag tagged");
    assertThat(read(one)).isEqualTo("tag tagged");
    assertThat(read(two)).isEqualTo("tag tagged");
    say(one, "others hi"); // both have the id
    assertThat(ask(two, "size")).isEqualTo("size 2");
  }

  @Test
  void aCloseIsToldWithCodeReasonAndWhetherItWasClean() {
    SocketClient stays = enter("");
    SocketClient leaves = enter("");
    SocketClient breaks = enter("");
    SocketClient sentOff = enter("");

    leaves.send(ClientFrame.close(4001, "bye"));
    assertThat(read(stays)).isEqualTo("left 4001 bye true");
    breaks.reset();
    assertThat(read(stays)).isEqualTo("left 1006  false");
    say(sentOff, "close 4002");
    assertThat(sentOff.readUntilClose()).contains("4002 asked to");
    sentOff.send(ClientFrame.close(4002, ""));
    assertThat(read(stays)).startsWith("left 4002");
    assertThat(ask(stays, "size")).isEqualTo("size 1");
  }

  @Test
  void aHandshakeMayBeRefusedRedirectedOrChanged() {
    assertThat(refusal("refuse")).contains("403");
    assertThat(refusal("throw")).contains("302");
    SocketClient renamed = server.open("trial/" + room + "?before=rename");
    clients.add(renamed);
    assertThat(read(renamed)).startsWith("welcome Renamed");
  }

  private String refusal(String how) {
    try (SocketClient client = SocketClient.connect(server.port())) {
      client.send(SocketClient.handshake("/parties/trial/" + room + "?before=" + how));
      return client.reply().toString();
    }
  }

  // --- failures ---

  @ParameterizedTest
  @ValueSource(strings = {"throw", "fail"})
  void aMessageThatFailsCostsItsSenderAnErrorAndNobodyElse(String how) {
    SocketClient ann = enter("");
    SocketClient bob = enter("");

    say(ann, how);
    assertThat(read(bob)).isEqualTo("error made to fail");
    assertThat(ann.readUntilClose()).contains("4000");
    say(bob, "echo still here");
    assertThat(Stream.generate(() -> read(bob)).limit(2)).contains("echo still here");
  }

  @Test
  void aConnectThatFailsIsAnErrorOfThatConnection() {
    SocketClient bob = enter("");
    SocketClient ann = server.open("trial/" + room + "?throw");
    clients.add(ann);
    assertThat(read(bob)).isEqualTo("error made to fail");
    assertThat(ann.readUntilClose()).contains("4000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "block"})
  void aHookThatHangsIsCutOffAndTheRoomGoesOn(String how) {
    SocketClient ann = enter("");
    SocketClient bob = enter("");

    say(ann, how);
    assertThat(read(bob)).startsWith("error");
    assertThat(ann.readUntilClose()).contains("4000");
    say(bob, "echo still here");
    assertThat(Stream.generate(() -> read(bob)).limit(2)).contains("echo still here");
  }

  @Test
  void aBlockedHookLeavesTheNeighboursAlone() {
    SocketClient ann = enter("");
    SocketClient neighbour = enter(other, "");

    say(ann, "block");
    assertThat(ask(neighbour, "echo quick")).isEqualTo("echo quick");
    assertThat(read(ann)).startsWith("error"); // only now
  }

  @Test
  void requestsThatFailAreAnswered() {
    assertThat(get("/throw").statusCode()).isEqualTo(500);
    assertThat(get("/throw").body()).contains("INTERNAL").doesNotContain("made to fail");
    assertThat(get("/hang").statusCode()).isEqualTo(504);
    assertThat(get("/answer").statusCode()).isEqualTo(418);
    assertThat(get("/answer").body()).isEqualTo("tea");
    assertThat(get("/name").body()).isEqualTo(room);
  }

  @Test
  void aRoomThatCannotStartSaysSoToEverybody() {
    String broken = "broken-" + room;
    assertThat(server.get("trial/" + broken + "/name").statusCode()).isEqualTo(500);
    assertThat(server.get("trial/" + broken + "/name").body()).contains("could not start");
  }

  // --- requests ---

  private HttpResponse<String> get(String path) {
    return server.get("trial/" + room + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void everyMethodReachesTheRoomWithPathQueryAndBody(String method) {
    String body = method.equals("GET") ? "" : "content";
    HttpResponse<String> answer =
        server.request(method, "trial/" + room + "/a%20b/c?x=1&y=%C3%BC", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"method\":\"" + method + "\"", "\"path\":\"/a b/c\"", "\"x\":\"1\"")
        .contains("\"y\":\"ü\"", "\"body\":\"" + body + "\"")
        .contains("\"before\":\"was here\"", "\"from\":\"a client\"");
  }

  @Test
  void aRequestMayBeAnsweredBeforeItReachesTheHook() {
    assertThat(get("/secret").statusCode()).isEqualTo(401);
  }

  @Test
  void aBodyThatIsNoJsonIsTheClientsMistake() {
    assertThat(server.request("PUT", "trial/" + room + "/put", "{").statusCode()).isEqualTo(400);
    assertThat(get("/body").statusCode()).isEqualTo(404);
  }

  // --- storage and gates ---

  @Test
  void whatIsSentAfterAChangeLeavesOnceItIsStored() {
    SocketClient ann = enter("");
    server.journal.failNextPersisted("trial|" + room);

    // neither what follows the put nor what was said after it was told
    assertThat(ask(ann, "put key value")).contains("UNAVAILABLE");
    assertThat(ask(ann, "get key")).isEqualTo("got nothing");
    assertThat(ask(ann, "put key again")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored key");
    assertThat(ask(ann, "get key")).isEqualTo("got again");
  }

  @Test
  void whoIsConnectedKeepsStateAndTagsWhenTheRoomComesBack() {
    SocketClient ann = enter("?name=Ann&tag=red&_pk=ann");
    SocketClient bob = enter("?name=Bob");
    server.journal.failNextPersisted("trial|" + room);
    assertThat(ask(bob, "put key value")).contains("UNAVAILABLE");

    assertThat(ask(ann, "state")).isEqualTo("state {name=Ann}");
    assertThat(ask(ann, "size")).isEqualTo("size 2");
    say(bob, "tag red");
    assertThat(read(ann)).isEqualTo("tag red");
    say(bob, "to ann hi");
    assertThat(read(ann)).isEqualTo("hi");
    assertThat(get("/starts").body()).isEqualTo("2");
  }

  @Test
  void whatIsSaidBeforeTheWaitComesBeforeWhatFollowsIt() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "put key value")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored key");
  }

  @Test
  void aPutThatIsDeletedAtOnceStillEnds() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "flicker key")).isEqualTo("flickered true");
  }

  @Test
  void aTransactionIsAllOrNone() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "both throw")).isEqualTo("both failed");
    assertThat(ask(ann, "get one")).isEqualTo("got nothing");
    assertThat(ask(ann, "both 7")).isEqualTo("both 7");
    assertThat(ask(ann, "get one")).isEqualTo("got 7");
  }

  @Test
  void hooksThatWaitForAFetchRunSideBySide() {
    SocketClient ann = enter("");
    SocketClient bob = enter("");

    say(ann, "open " + other + " /slow");
    assertThat(ask(bob, "echo meanwhile")).isEqualTo("echo meanwhile");
    assertThat(read(bob)).isEqualTo("open 200 slow 1");
  }

  @Test
  void anExclusiveSectionKeepsEverybodyElseWaiting() {
    SocketClient ann = enter("");
    SocketClient bob = enter("");

    say(ann, "shut " + other + " /slow");
    say(ann, "echo after");
    assertThat(read(ann)).isEqualTo("shut 200 slow 1");
    assertThat(read(ann)).isEqualTo("echo after");
    assertThat(read(bob)).isEqualTo("shut 200 slow 1");
  }

  @Test
  void aCircleThroughAnExclusiveSectionIsAnErrorAtOnceAndOtherwiseFine() {
    SocketClient ann = enter("");

    assertThat(ask(ann, "open " + other + " /back")).isEqualTo("open 200 back 200 " + room);
    assertThat(ask(ann, "shut " + other + " /back"))
        .startsWith("shut 200 back failed")
        .contains("FetchException");
    assertThat(ask(ann, "shut " + room + " /name")).startsWith("shut failed");
  }

  @Test
  void aRoomThatAsksInACircleWhileItStartsIsToldSoAndStarts() {
    HttpResponse<String> told = server.get("trial/starts-slowly-" + room + "/body");
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).contains("back failed", "FetchException", "waits for this very call");
  }

  @Test
  void anExclusiveSectionThatWaitedTooLongForTheGateDoesNotBegin() {
    SocketClient ann = enter("");
    SocketClient bob = enter("");

    say(ann, "twice");
    String heard = read(bob);
    assertThat(heard).startsWith("error");
    say(bob, "echo on");
    while (!heard.equals("echo on")) {
      heard = read(bob);
      assertThat(heard).isNotEqualTo("ran late");
    }
  }

  // --- other rooms ---

  @Test
  void aRoomAsksAnotherWhichKnowsWhoAsks() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "fetch " + other))
        .startsWith("fetched 200")
        .contains("\"from\":\"trial/" + room + "\"");
    assertThat(ask(ann, "fetch " + other + " /throw")).startsWith("fetched 500");
    assertThat(ask(ann, "fetch " + other + " /hang")).contains("FetchException", "did not answer");
  }

  @Test
  void aRoomConnectsToAnotherLikeAClient() {
    SocketClient there = enter(other, "");
    SocketClient ann = enter("");

    say(ann, "socket " + other);

    assertThat(read(ann)).startsWith("socket heard welcome " + room);
    assertThat(read(ann)).isEqualTo("socket heard all hello from " + room);
    assertThat(read(there)).isEqualTo("all hello from " + room);
    assertThat(ask(there, "size")).isEqualTo("size 2");
  }

  @Test
  void aStageOfAnotherLibraryIsBroughtBack() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "outside")).isEqualTo("came back");
    assertThat(ask(ann, "astray")).contains("room.inRoom(stage)");
  }

  // --- time ---

  @Test
  void anAlarmRingsOnceAndLeavesNoRow() {
    SocketClient ann = enter("");
    say(ann, "alarm 100");
    assertThat(read(ann)).isEqualTo("alarm false");
    say(ann, "echo after");
    assertThat(read(ann)).isEqualTo("echo after");
    assertThat(row()).isEmpty();
  }

  @Test
  void anAlarmWhoseHookFailsRingsAgain() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "put alarm-fails yes")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored alarm-fails");
    say(ann, "alarm 0");
    assertThat(read(ann)).isEqualTo("alarm false");
    assertThat(row()).isPresent();
    assertThat(read(ann)).isEqualTo("alarm false"); // two seconds later
  }

  @Test
  void anAlarmThatRingsIsNotRungAgainByTheWaker() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "put alarm-waits yes")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored alarm-waits");
    say(ann, "alarm 0");
    assertThat(read(ann)).isEqualTo("alarm false");

    server.tell("trial/" + room, new ToRoom.Wake(Optional.empty()));
    assertThat(get("/name").body()).isEqualTo(room); // heard after the waker

    assertThat(ask(ann, "echo once")).isEqualTo("echo once");
  }

  /** The room was killed, or its journal failed, after the row was written. */
  @Test
  void theRowOfAnAlarmThatWasNeverStoredIsDroppedWhenItWakesTheRoom() {
    enter("");
    Instant at = Instant.parse("2026-03-01T12:00:00Z");
    server.awake.wakeAt(address(), at, events() + 1);

    server.tell("trial/" + room, new ToRoom.Wake(Optional.of(at)));
    assertThat(get("/name").body()).isEqualTo(room); // heard after the waker

    assertThat(row()).isEmpty();
  }

  @Test
  void anAlarmThatIsPutOffMovesItsRowOnceThatIsStored() {
    SocketClient ann = enter("");
    Instant first = rowOfAnAlarm(ann, Duration.ofHours(1));

    server.journal.failNextPersisted("trial|" + room);
    assertThat(ask(ann, "alarm " + Duration.ofHours(2).toMillis())).contains("UNAVAILABLE");
    assertThat(row()).as("the first one is still set").contains(first);

    assertThat(rowOfAnAlarm(ann, Duration.ofHours(2))).isAfter(first.plusSeconds(3500));
  }

  /** An earlier alarm was never stored, or the row of a later one was not written any more. */
  @Test
  void aRowThatWakesTheRoomTooEarlyIsPutOff() {
    Instant right = rowOfAnAlarm(enter(""), Duration.ofHours(1));
    Instant early = right.minusSeconds(3000);
    server.awake.wakeAt(address(), early, events() + 1);

    server.tell("trial/" + room, new ToRoom.Wake(Optional.of(early)));
    assertThat(get("/name").body()).isEqualTo(room); // heard after the waker

    assertThat(row()).contains(right);
  }

  private Instant rowOfAnAlarm(SocketClient client, Duration in) {
    say(client, "alarm " + in.toMillis());
    assertThat(ask(client, "echo set")).isEqualTo("echo set");
    return row().orElseThrow();
  }

  private RoomAddress address() {
    return new RoomAddress("trial", room);
  }

  private Optional<Instant> row() {
    return server.awake.of(address());
  }

  private int events() {
    return server.journal.persistedInStorage("trial|" + room).size();
  }

  @Test
  void aTimerRunsInTheRoom() {
    SocketClient ann = enter("");
    assertThat(ask(ann, "after 20")).isEqualTo("after 20");
  }

  // --- many ---

  @Test
  void hooksThatWaitForEachOtherRunSideBySide() {
    List<SocketClient> all = IntStream.range(0, 20).mapToObj(_ -> enter("")).toList();
    all.forEach(client -> say(client, "fetch " + other + " /gather"));
    all.forEach(client -> assertThat(read(client)).isEqualTo("fetched 200 all here"));
  }

  @Test
  void aThousandRoomsAnswerAtOnce() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 1000)
            .mapToObj(i -> server.send("GET", "trial/" + room + "-" + i + "/name", ""))
            .toList();
    for (int i = 0; i < 1000; i++) {
      assertThat(answers.get(i).join().body()).isEqualTo(room + "-" + i);
    }
  }
}
