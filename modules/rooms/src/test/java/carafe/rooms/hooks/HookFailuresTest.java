package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hook that fails or hangs costs, and whom. */
@Order(1)
class HookFailuresTest {
  @RegisterExtension static final TrialServer TRIAL = TrialServer.withShortTimeouts();

  private final String room = PartyServer.freshRoom();
  private final String other = PartyServer.freshRoom();

  @ParameterizedTest
  @ValueSource(strings = {"throw", "fail"})
  void aMessageThatFailsCostsItsSenderAnErrorAndNobodyElse(String how) {
    SocketClient ann = TRIAL.enter(room);
    SocketClient bob = TRIAL.enter(room);

    say(ann, how);
    assertThat(read(bob)).isEqualTo("error made to fail");
    assertThat(ann.readUntilClose()).contains("4000");
    say(bob, "echo still here");
    assertThat(Stream.generate(() -> read(bob)).limit(2)).contains("echo still here");
  }

  @Test
  void aConnectThatFailsIsAnErrorOfThatConnection() {
    SocketClient bob = TRIAL.enter(room);
    SocketClient ann = TRIAL.arrive(room + "?throw");
    assertThat(read(bob)).isEqualTo("error made to fail");
    assertThat(ann.readUntilClose()).contains("4000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "block"})
  void aHookThatHangsIsCutOffAndTheRoomGoesOn(String how) {
    SocketClient ann = TRIAL.enter(room);
    SocketClient bob = TRIAL.enter(room);

    say(ann, how);
    assertThat(read(bob)).startsWith("error");
    assertThat(ann.readUntilClose()).contains("4000");
    say(bob, "echo still here");
    assertThat(Stream.generate(() -> read(bob)).limit(2)).contains("echo still here");
  }

  @Test
  void aBlockedHookLeavesTheNeighboursAlone() {
    SocketClient ann = TRIAL.enter(room);
    SocketClient neighbour = TRIAL.enter(other);

    say(ann, "block");
    assertThat(ask(neighbour, "echo quick")).isEqualTo("echo quick");
    assertThat(read(ann)).startsWith("error"); // only now
  }

  @Test
  void requestsThatFailAreAnswered() {
    assertThat(TRIAL.get(room + "/throw").statusCode()).isEqualTo(500);
    assertThat(TRIAL.get(room + "/throw").body())
        .contains("INTERNAL")
        .doesNotContain("made to fail");
    assertThat(TRIAL.get(room + "/hang").statusCode()).isEqualTo(504);
    assertThat(TRIAL.get(room + "/answer").statusCode()).isEqualTo(418);
    assertThat(TRIAL.get(room + "/answer").body()).isEqualTo("tea");
    assertThat(TRIAL.get(room + "/name").body()).isEqualTo(room);
  }

  @Test
  void aRoomThatCannotStartSaysSoToEverybody() {
    String broken = "broken-" + room;
    assertThat(TRIAL.get(broken + "/name").statusCode()).isEqualTo(500);
    assertThat(TRIAL.get(broken + "/name").body()).contains("could not start");
  }
}
