package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import carafe.rooms.party.Cors;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens at the bounds of a party's room, and when nobody needs it. */
class HookBoundsTest {
  @RegisterExtension
  static final TrialServer TRIAL =
      new TrialServer(
          () ->
              new PartyServer(
                  """
                  carafe.rooms.hooks {
                    timeout = 1 s, unfinished-max = 3, requests-waiting-max = 2, calls-max = 2
                    timers-max = 2
                  }
                  carafe.rooms.calls.socket-messages-max = 3
                  carafe.rooms.storage { room-bytes-max = 140000, change-bytes-max = 140000 }
                  """,
                  List.of(
                      new PartySettings(
                          "trial", TrialParty.class, Duration.ofMillis(300), 4, 1000, Cors.none()),
                      new PartySettings(
                          "tireless",
                          TrialParty.class,
                          Duration.ofDays(365),
                          4,
                          1000,
                          Cors.none()))));

  private final String room = PartyServer.freshRoom();
  private final String other = PartyServer.freshRoom();

  @Test
  void aRoomThatIsFullSendsFurtherOnesAway() {
    List<SocketClient> inside = IntStream.range(0, 4).mapToObj(_ -> TRIAL.enter(room)).toList();
    SocketClient oneTooMany = TRIAL.arrive(room);

    assertThat(oneTooMany.readUntilClose()).contains("1013", "full");
    assertThat(ask(inside.getFirst(), "size")).isEqualTo("size 4");
  }

  @Test
  void hooksBeyondTheBoundBeginWhenOthersAreOver() {
    SocketClient ann = TRIAL.enter(room);
    SocketClient bob = TRIAL.enter(room);
    for (int i = 0; i < 3; i++) {
      say(ann, "hang");
    }
    long said = System.nanoTime();
    say(ann, "all patience");

    List<String> heard = new ArrayList<>();
    while (!heard.contains("all patience")) {
      heard.add(read(bob));
    }
    // not before one of them was cut off, after a second
    assertThat(Duration.ofNanos(System.nanoTime() - said)).isGreaterThan(Duration.ofMillis(500));
    while (heard.stream().noneMatch(line -> line.startsWith("error"))) {
      heard.add(read(bob));
    }
  }

  @Test
  void requestsBeyondTheBoundAreRefusedAtOnce() {
    SocketClient ann = TRIAL.enter(room);
    SocketClient there = TRIAL.enter(other);
    say(ann, "shut " + other + " /hang");
    assertThat(read(there)).isEqualTo("hanging");
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 3)
            .mapToObj(_ -> TRIAL.server().send("GET", "trial/" + room + "/name", ""))
            .toList();

    List<Integer> statuses = answers.stream().map(answer -> answer.join().statusCode()).toList();

    assertThat(statuses).containsExactlyInAnyOrder(200, 200, 503);
  }

  @Test
  void callsBeyondTheBoundFail() {
    SocketClient ann = TRIAL.enter(room);
    say(ann, "fetch " + other + " /hang");
    say(ann, "fetch " + other + " /hang");
    assertThat(ask(ann, "fetch " + other + " /name")).contains("already waits for 2 calls");
  }

  @Test
  void timersBeyondTheBoundAreAnError() {
    SocketClient ann = TRIAL.enter(room);
    say(ann, "after 60000");
    say(ann, "after 60000");
    assertThat(ask(ann, "after 60000")).contains("already has 2 timers");
  }

  @Test
  void aTimerThatCouldNotBeSetIsNotCounted() {
    for (int i = 0; i < 2; i++) {
      SocketClient ann = TRIAL.enter(room);
      say(ann, "after " + Duration.ofDays(300).toMillis());
      assertThat(ann.readUntilClose()).contains("4000");
    }

    SocketClient bob = TRIAL.enter(room);
    say(bob, "after 10");
    List<String> heard = new ArrayList<>();
    while (heard.stream().noneMatch(line -> line.startsWith("after ") || line.contains("error"))) {
      heard.add(read(bob));
    }
    assertThat(heard).contains("after 10");
  }

  @Test
  void aMessageOverTheBoundIsAnError() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "shout 100000")).hasSize(100_000);
    assertThat(ask(ann, "shout 3145729"))
        .isEqualTo("error A message to clients has at most 3145728 bytes, not 3145729");
  }

  @Test
  void aSocketWhoseRoomDoesNotKeepUpIsClosed() {
    SocketClient there = TRIAL.enter(other);
    SocketClient ann = TRIAL.enter(room);
    say(ann, "socket " + other);
    assertThat(read(ann)).startsWith("socket heard welcome");
    assertThat(read(there)).startsWith("all hello");
    assertThat(read(ann)).startsWith("socket heard all hello");

    say(ann, "shut " + other + " /hang"); // nothing of the socket is heard meanwhile
    assertThat(read(there)).isEqualTo("hanging");
    for (int i = 0; i < 6; i++) {
      say(there, "all " + i);
    }
    List<String> heard = new ArrayList<>();
    while (heard.stream().noneMatch(line -> line.startsWith("left 1013"))) {
      heard.add(read(there));
    }
    // Three may wait, "hanging" among them; what comes after the close is anybody's.
    assertThat(heard).contains("all 2");
  }

  @Test
  void aChangeOverABoundIsRefusedAndTheRoomGoesOn() {
    String value = "\"" + "x".repeat(100_000) + "\"";
    assertThat(TRIAL.server().request("PUT", "trial/" + room + "/put", value).statusCode())
        .isEqualTo(204);
    String larger = "\"" + "x".repeat(140_000) + "\"";
    assertThat(TRIAL.server().request("PUT", "trial/" + room + "/put", larger).statusCode())
        .isEqualTo(500);
    assertThat(TRIAL.get(room + "/body").body()).isEqualTo(value);
  }

  @Test
  void aRoomThatNobodyNeedsStopsAndComesBackWithWhatItStored() throws InterruptedException {
    assertThat(TRIAL.get(room + "/starts").body()).isEqualTo("1");
    // no fact to wait for but that it started again: asked less often than it rests
    String starts = "1";
    for (int i = 0; i < 20 && starts.equals("1"); i++) {
      Thread.sleep(600);
      starts = TRIAL.get(room + "/starts").body();
    }
    assertThat(starts).isEqualTo("2");
  }

  /** No timer can be set for as long. */
  @Test
  void aRoomMayStayInMemoryForAYear() {
    for (int i = 0; i < 3; i++) {
      assertThat(TRIAL.server().get("tireless/" + room + "/starts").body()).isEqualTo("1");
    }
  }
}
