package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which hooks of a room run side by side, and which wait for others. */
class HookInterleavingTest {
  @RegisterExtension static final TrialServer TRIAL = TrialServer.withShortTimeouts();

  private final String room = PartyServer.freshRoom();
  private final String other = PartyServer.freshRoom();

  @Test
  void hooksThatWaitForAFetchRunSideBySide() {
    SocketClient ann = TRIAL.enter(room);
    SocketClient bob = TRIAL.enter(room);

    say(ann, "open " + other + " /slow");
    assertThat(ask(bob, "echo meanwhile")).isEqualTo("echo meanwhile");
    assertThat(read(bob)).isEqualTo("open 200 slow 1");
  }

  @Test
  void hooksThatWaitForEachOtherRunSideBySide() {
    List<SocketClient> all = IntStream.range(0, 20).mapToObj(_ -> TRIAL.enter(room)).toList();
    all.forEach(client -> say(client, "fetch " + other + " /gather"));
    all.forEach(client -> assertThat(read(client)).isEqualTo("fetched 200 all here"));
  }

  @Test
  void anExclusiveSectionKeepsEverybodyElseWaiting() {
    SocketClient ann = TRIAL.enter(room);
    SocketClient bob = TRIAL.enter(room);

    say(ann, "shut " + other + " /slow");
    say(ann, "echo after");
    assertThat(read(ann)).isEqualTo("shut 200 slow 1");
    assertThat(read(ann)).isEqualTo("echo after");
    assertThat(read(bob)).isEqualTo("shut 200 slow 1");
  }

  @Test
  void anExclusiveSectionThatWaitedTooLongForTheGateDoesNotBegin() {
    SocketClient ann = TRIAL.enter(room);
    SocketClient bob = TRIAL.enter(room);

    say(ann, "twice");
    String heard = read(bob);
    assertThat(heard).startsWith("error");
    say(bob, "echo on");
    while (!heard.equals("echo on")) {
      heard = read(bob);
      assertThat(heard).isNotEqualTo("ran late");
    }
  }

  @Test
  void aCircleThroughAnExclusiveSectionIsAnErrorAtOnceAndOtherwiseFine() {
    SocketClient ann = TRIAL.enter(room);

    assertThat(ask(ann, "open " + other + " /back")).isEqualTo("open 200 back 200 " + room);
    assertThat(ask(ann, "shut " + other + " /back"))
        .startsWith("shut 200 back failed")
        .contains("FetchException");
    assertThat(ask(ann, "shut " + room + " /name")).startsWith("shut failed");
  }

  @Test
  void aRoomThatAsksInACircleWhileItStartsIsToldSoAndStarts() {
    HttpResponse<String> told = TRIAL.get("starts-slowly-" + room + "/body");
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).contains("back failed", "FetchException", "waits for this very call");
  }
}
