package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.EchoNode;
import carafe.rooms.echo.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Relays between connections and a sharded room, in a cluster of one that serializes it all. */
class RelaysTest {
  @RegisterExtension static final RelayNode NODE = new RelayNode();

  private final RelayedRoom room = NODE.freshRoom();
  private final EchoDiary diary = room.diary;

  @Test
  void theFirstConnectionStartsTheRoomAndWhatItSaysAtOnceArrives() {
    TestConnection anna = room.enter("anna");
    anna.say(Say.once("me hello"));

    assertThat(anna.next()).isEqualTo("welcome");
    assertThat(anna.next()).isEqualTo("hello");
    assertThat(List.of(diary.next(), diary.next(), diary.next()))
        .containsExactly("started", "opened anna", "heard me hello");
  }

  @Test
  void aRoomTellsAllAllButOneAndOne() {
    TestConnection anna = room.welcomed("anna");
    TestConnection ben = room.welcomed("ben");

    anna.say(Say.once("all everybody"));
    anna.say(Say.once("others not anna"));
    anna.say(Say.once("me anna"));
    ben.say(Say.once("all end"));

    assertThat(List.of(anna.next(), anna.next(), anna.next()))
        .containsExactly("everybody", "anna", "end");
    assertThat(List.of(ben.next(), ben.next(), ben.next()))
        .containsExactly("everybody", "not anna", "end");
  }

  @Test
  void aFrameKeepsTheNameUnderWhichNewerOnesReplaceIt() {
    TestConnection anna = room.welcomed("anna");

    anna.say(Say.once("tick 5"));

    assertThat(anna.nextFrame().conflation()).contains("tick");
  }

  @Test
  void aRoomClosesAConnectionAndHearsOfIt() {
    TestConnection anna = room.welcomed("anna");

    anna.say(Say.once("kick 4001"));

    assertThat(anna.closeCode()).isEqualTo(4001);
    diary.until("closed 4001 out true");
  }

  @Test
  void aClientThatLeavesIsGoneForTheRoomAfterAllItSaid() {
    TestConnection ben = room.welcomed("ben");
    TestConnection anna = room.welcomed("anna");

    anna.say(Say.once("others last words"));
    anna.leave(1000);

    assertThat(ben.next()).isEqualTo("last words");
    diary.until("heard others last words");
    assertThat(diary.next()).isEqualTo("closed 1000 bye true");
  }

  @Test
  void aConnectionCannotPileUpMoreThanItsShareOfMessages() {
    TestConnection anna = room.welcomed("anna");
    for (int i = 1; i <= 5; i++) {
      anna.say(Say.once("hold " + i));
    }
    anna.say(Say.once("me too much"));
    assertThat(anna.next()).isEqualTo("RATE_LIMITED");

    TestConnection ben = room.welcomed("ben");
    ben.say(Say.once("release"));
    ben.say(Say.once("all released"));
    assertThat(ben.next()).isEqualTo("released");
    assertThat(anna.next()).isEqualTo("released");
    anna.say(Say.once("me again"));
    assertThat(anna.next()).isEqualTo("again");
  }

  @Test
  void aRoomHearsOfSilenceOncePerChange() {
    TestConnection anna = room.welcomed("anna");
    TestConnection ben = room.welcomed("ben");
    ben.silence = Duration.ofSeconds(31);
    diary.until("silent [2]");
    ben.say(Say.once("quiet"));
    assertThat(ben.next()).isEqualTo("true");
    anna.say(Say.once("quiet"));
    assertThat(anna.next()).isEqualTo("false");
    ben.silence = Duration.ZERO;
    diary.until("silent []");
  }

  @Test
  void anEmptyRelayGoesAndAnotherComesWhenNeeded() {
    TestConnection anna = room.welcomed("anna");
    anna.leave(1000);
    diary.until("detached, alone true");

    TestConnection ben = room.welcomed("ben");
    ben.say(Say.once("me back"));
    assertThat(ben.next()).isEqualTo("back");
  }

  @Test
  void connectionsThatComeWhileARelayGoesAreNotLost() {
    // Without any linger a relay asks to go whenever its last connection leaves: most of these
    // come at that moment.
    Relays restless =
        NODE.relays(
            "restless",
            RelayNode.settings(Duration.ofSeconds(20), Duration.ofSeconds(40), Duration.ZERO));
    for (int i = 0; i < 1000; i++) {
      TestConnection anna = room.enter(restless, new TestConnection("anna"));
      assertThat(anna.next()).isEqualTo("welcome");
      anna.leave(1000);
    }
  }

  @Test
  void tenThousandConnectionsAreToldEachOnce() {
    int n = 10_000;
    List<TestConnection> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(room.enter("c" + i));
    }
    for (TestConnection one : all) {
      assertThat(one.next()).isEqualTo("welcome");
    }
    all.get(0).say(Say.once("all now"));
    all.get(1).say(Say.once("others later"));
    for (int i = 0; i < n; i++) {
      assertThat(all.get(i).next()).isEqualTo("now");
      if (i != 1) {
        assertThat(all.get(i).next()).isEqualTo("later");
      }
    }
    all.get(2).say(Say.once("crash"));
    diary.open = false;
    diary.until("started");
    diary.until("heard crash");
    diary.open = true;
    assertThat(all.get(n - 1).next()).isEqualTo("welcome back");
  }

  @Test
  void aNodeThatStopsClosesAllItsConnectionsOverAWhile() throws Exception {
    try (EchoNode leavingNode = new EchoNode()) {
      Relays leaving = Relays.start(leavingNode.system, RelayNode.SETTINGS, RelayNode.budget());
      List<TestConnection> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        TestConnection one = room.enter(leaving, new TestConnection("c" + i));
        assertThat(one.next()).isEqualTo("welcome");
        all.add(one);
      }
      long begin = System.nanoTime();

      CompletionStage<Done> done = leaving.closeAll(1001, "stopping", Duration.ofMillis(500));

      done.toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
      assertThat(all).allMatch(one -> one.closeCode() == 1001);
      diary.until("detached, alone true");
      assertThat(room.enter(leaving, new TestConnection("late")).closeCode()).isEqualTo(1001);
    }
  }
}
