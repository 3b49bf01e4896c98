package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.message.Member;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a party can do, over real sockets: the API point by point. */
class HooksTest {
  @RegisterExtension static final TrialServer TRIAL = TrialServer.withShortTimeouts();

  private final String room = PartyServer.freshRoom();
  private final String other = PartyServer.freshRoom();

  // --- connections ---

  @Test
  void aConnectionKnowsWhatItCameWith() {
    SocketClient client = TRIAL.arrive(room + "/deep/er?name=Ann%20B&tag=red&_pk=ann");

    assertThat(read(client))
        .isEqualTo(
            "welcome Ann B /parties/trial/%s/deep/er?_pk=ann&name=Ann%%20B&tag=red [red, tagged]"
                .formatted(room));
    assertThat(ask(client, "state")).isEqualTo("state {name=Ann B}");
  }

  @Test
  void whoComesThroughARelayThatIsGoneIsNotInTheRoom() {
    SocketClient client = TRIAL.enter(room);
    ActorRef<ToRelay> gone =
        TRIAL.server().system.systemActorOf(Behaviors.stopped(), "gone-" + room, Props.empty());
    Visitor late = new Visitor("late", "", Map.of(), Map.of());
    Member member = new Member(1, late, ByteString.emptyByteString());

    TRIAL.server().tell("trial/" + room, new ToRoom.Opened(gone, 7, member));
    TRIAL.get(room + "/after-that");

    assertThat(ask(client, "size")).isEqualTo("size 1");
  }

  @Test
  void textAndBinaryMessagesAreAnswered() {
    SocketClient client = TRIAL.enter(room);

    assertThat(ask(client, "echo ü🍷")).isEqualTo("echo ü🍷");
    client.send(ClientFrame.binary((byte) 1, (byte) 2));
    assertThat(client.read().toString()).isEqualTo("binary \u0001\u0002\u0001\u0002");
  }

  @Test
  void aBroadcastLeavesOutWhoIsExcepted() {
    SocketClient ann = TRIAL.enter(room + "?_pk=ann");
    SocketClient bob = TRIAL.enter(room + "?_pk=bob");

    say(ann, "others hello");
    assertThat(read(bob)).isEqualTo("others hello");
    say(ann, "all hello");
    assertThat(read(ann)).isEqualTo("all hello");
    assertThat(read(bob)).isEqualTo("all hello");
  }

  @Test
  void connectionsAreFoundByIdTheNewestFirstAndByTag() {
    SocketClient one = TRIAL.enter(room + "?_pk=ann&tag=red");
    SocketClient two = TRIAL.enter(room + "?_pk=ann&tag=blue");

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
    SocketClient stays = TRIAL.enter(room);
    SocketClient leaves = TRIAL.enter(room);
    SocketClient breaks = TRIAL.enter(room);
    SocketClient sentOff = TRIAL.enter(room);

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

  /** The server of this test has all messages travel as between nodes. */
  @Test
  void aReasonThatIsNotUnicodeClosesAllTheSame() {
    SocketClient sentOff = TRIAL.enter(room);
    say(sentOff, "close-oddly");
    assertThat(sentOff.readUntilClose()).contains("4003 half a glass ?");
  }

  @Test
  void aHandshakeMayBeRefusedRedirectedOrChanged() {
    assertThat(refusal("refuse")).contains("403");
    assertThat(refusal("throw")).contains("302");
    SocketClient renamed = TRIAL.arrive(room + "?before=rename");
    assertThat(read(renamed)).startsWith("welcome Renamed");
  }

  private String refusal(String how) {
    try (SocketClient client = SocketClient.connect(TRIAL.server().port())) {
      client.send(SocketClient.handshake("/parties/trial/" + room + "?before=" + how));
      return client.reply().toString();
    }
  }

  // --- requests ---

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void everyMethodReachesTheRoomWithPathQueryAndBody(String method) {
    String body = method.equals("GET") ? "" : "content";
    HttpResponse<String> answer =
        TRIAL.server().request(method, "trial/" + room + "/a%20b/c?x=1&y=%C3%BC", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"method\":\"" + method + "\"", "\"path\":\"/a b/c\"", "\"x\":\"1\"")
        .contains("\"y\":\"ü\"", "\"body\":\"" + body + "\"")
        .contains("\"before\":\"was here\"", "\"from\":\"a client\"");
  }

  @Test
  void aRequestMayBeAnsweredBeforeItReachesTheHook() {
    assertThat(TRIAL.get(room + "/secret").statusCode()).isEqualTo(401);
  }

  @Test
  void aBodyThatIsNoJsonIsTheClientsMistake() {
    assertThat(TRIAL.server().request("PUT", "trial/" + room + "/put", "{").statusCode())
        .isEqualTo(400);
    assertThat(TRIAL.get(room + "/body").statusCode()).isEqualTo(404);
  }

  // --- other rooms, other threads, later ---

  @Test
  void aRoomAsksAnotherWhichKnowsWhoAsks() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "fetch " + other))
        .startsWith("fetched 200")
        .contains("\"from\":\"trial/" + room + "\"");
    assertThat(ask(ann, "fetch " + other + " /throw")).startsWith("fetched 500");
    assertThat(ask(ann, "fetch " + other + " /hang")).contains("FetchException", "did not answer");
  }

  @Test
  void aRoomConnectsToAnotherLikeAClient() {
    SocketClient there = TRIAL.enter(other);
    SocketClient ann = TRIAL.enter(room);

    say(ann, "socket " + other);

    assertThat(read(ann)).startsWith("socket heard welcome " + room);
    assertThat(read(ann)).isEqualTo("socket heard all hello from " + room);
    assertThat(read(there)).isEqualTo("all hello from " + room);
    assertThat(ask(there, "size")).isEqualTo("size 2");
  }

  @Test
  void aStageOfAnotherLibraryIsBroughtBack() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "outside")).isEqualTo("came back");
    assertThat(ask(ann, "astray")).contains("room.inRoom(stage)");
  }

  @Test
  void aTimerRunsInTheRoom() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "after 20")).isEqualTo("after 20");
  }
}
