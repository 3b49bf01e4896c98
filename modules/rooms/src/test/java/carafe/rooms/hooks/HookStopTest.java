package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import carafe.rooms.message.ToRoom;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a room's hooks, and of who waits for them, when it stops, and starts again. */
class HookStopTest {
  @RegisterExtension
  static final TrialServer TRIAL =
      new TrialServer(
          () ->
              new PartyServer(
                  "carafe.rooms.hooks { timeout = 60 s, stop-grace = 200 ms }",
                  Map.of("trial", TrialParty.class)));

  private final String room = PartyServer.freshRoom();

  private void stopRoom() {
    TRIAL.server().tell("trial/" + room, new ToRoom.Stop());
  }

  @Test
  void aRequestThatIsCutOffIsToldThatItMayHaveBegun() {
    SocketClient bob = TRIAL.enter(room);
    CompletableFuture<HttpResponse<String>> answer =
        TRIAL.server().send("GET", "trial/" + room + "/hang", "");
    assertThat(read(bob)).isEqualTo("hanging");

    stopRoom();

    assertThat(answer.join().statusCode()).isEqualTo(503);
    assertThat(answer.join().body()).contains("UNAVAILABLE", "may have begun");
    assertThat(answer.join().headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void whoWaitsForAnotherRoomThatStopsIsToldOfAFailure() {
    SocketClient there = TRIAL.enter(room);
    SocketClient here = TRIAL.enter(PartyServer.freshRoom());
    say(here, "fetch " + room + " /hang");
    assertThat(read(there)).isEqualTo("hanging");

    stopRoom();

    assertThat(read(here)).startsWith("fetched failed").contains("is not available now");
  }

  @Test
  void whoseMessageIsCutOffIsTold() {
    SocketClient ann = TRIAL.enter(room + "?returns");
    say(ann, "hang-aloud");
    assertThat(read(ann)).isEqualTo("hanging");

    stopRoom();

    assertThat(read(ann)).contains("UNAVAILABLE");
    assertThat(read(ann)).startsWith("back ");
    assertThat(ask(ann, "echo still here")).isEqualTo("echo still here");
  }

  @Test
  void aConnectThatIsCutOffIsDoneAgain() {
    SocketClient bob = TRIAL.enter(room + "?returns");
    SocketClient ann = TRIAL.arrive(room + "?name=Ann&tag=x&waits&returns");
    assertThat(read(bob)).isEqualTo("waiting");
    assertThat(read(ann)).isEqualTo("waiting");

    stopRoom();

    assertThat(read(ann)).startsWith("welcome Ann").endsWith("[x, tagged]");
    assertThat(ask(ann, "state")).isEqualTo("state {name=Ann}");
    assertThat(read(bob)).startsWith("back ");
    stopRoom();
    assertThat(read(ann)).as("now it is welcome").startsWith("back ");
  }

  @Test
  void whoIsBackHasWhatItHadAndIsToldHowThingsStand() {
    SocketClient ann = TRIAL.enter(room + "?name=Ann&tag=x&returns");
    SocketClient bob = TRIAL.enter(room + "?tag=x&stateless&returns");

    stopRoom();

    assertThat(read(ann)).isEqualTo("back [x, tagged] Optional[{name=Ann}]");
    assertThat(read(bob)).isEqualTo("back [x, tagged] Optional.empty");
  }
}
