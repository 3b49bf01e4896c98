package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.EchoNode;
import carafe.rooms.echo.Say;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Relays between connections and a sharded room, in a cluster of one that serializes it all. */
class RelaysTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration DENIAL_DELAY = Duration.ofMillis(300);
  private static final RelaySettings SETTINGS =
      settings(Duration.ofSeconds(20), Duration.ofSeconds(40), SOON);
  private static final DenialSettings DENIALS =
      new DenialSettings(2, Duration.ofHours(1), 1000, 1000);

  private static RelaySettings settings(Duration keptFor, Duration roomWait, Duration linger) {
    return new RelaySettings(
        SOON,
        Duration.ofMillis(200),
        keptFor,
        roomWait,
        5,
        1000,
        2,
        Duration.ofSeconds(30),
        SOON,
        Duration.ofSeconds(2),
        linger,
        DENIAL_DELAY,
        Duration.ofSeconds(2));
  }

  private static EchoNode node;
  private static Relays relays;

  private final RoomAddress room = EchoNode.freshRoom();
  private final EchoDiary diary = EchoDiary.of(room.room());

  @BeforeAll
  static void start() {
    node = new EchoNode();
    relays = Relays.start(node.system, SETTINGS, new DenialBudget(DENIALS));
  }

  @AfterAll
  static void stop() {
    relays.closeAll(1001, "", Duration.ZERO).toCompletableFuture().join();
    node.close();
  }

  private TestConnection enter(String id) {
    return enter(relays, new TestConnection(id));
  }

  private TestConnection enter(Relays entrance, TestConnection connection) {
    entrance.enter(new EchoNode.Echo(), room, connection);
    return connection;
  }

  private TestConnection welcomed(String id) {
    TestConnection connection = enter(id);
    assertThat(connection.next()).isEqualTo("welcome");
    return connection;
  }

  @Test
  void theFirstConnectionStartsTheRoomAndWhatItSaysAtOnceArrives() {
    TestConnection anna = enter("anna");
    anna.say(Say.once("me hello"));

    assertThat(anna.next()).isEqualTo("welcome");
    assertThat(anna.next()).isEqualTo("hello");
    assertThat(List.of(diary.next(), diary.next(), diary.next()))
        .containsExactly("started", "opened anna", "heard me hello");
  }

  @Test
  void aRoomTellsAllAllButOneAndOne() {
    TestConnection anna = welcomed("anna");
    TestConnection ben = welcomed("ben");

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
    TestConnection anna = welcomed("anna");

    anna.say(Say.once("tick 5"));

    assertThat(anna.nextFrame().conflation()).contains("tick");
  }

  @Test
  void aRoomClosesAConnectionAndHearsOfIt() {
    TestConnection anna = welcomed("anna");

    anna.say(Say.once("kick 4001"));

    assertThat(anna.closeCode()).isEqualTo(4001);
    diary.until("closed 4001 out true");
  }

  @Test
  void aClientThatLeavesIsGoneForTheRoomAfterAllItSaid() {
    TestConnection ben = welcomed("ben");
    TestConnection anna = welcomed("anna");

    anna.say(Say.once("others last words"));
    anna.leave(1000);

    assertThat(ben.next()).isEqualTo("last words");
    diary.until("heard others last words");
    assertThat(diary.next()).isEqualTo("closed 1000 bye true");
  }

  @Test
  void aRoomThatMovesGetsItsConnectionsBackWithTheirState() {
    TestConnection anna = welcomed("anna");
    TestConnection ben = welcomed("ben");
    anna.say(Say.once("keep seat 7"));
    anna.say(Say.once("crash"));

    diary.until("heard crash");
    assertThat(diary.next()).isEqualTo("started");
    assertThat(diary.next()).isEqualTo("returned anna seat 7");
    assertThat(diary.next()).isEqualTo("returned ben ");
    assertThat(ben.next()).isEqualTo("welcome back");
    // Nobody knows whether the crash did what it was asked: it is not said again.
    assertThat(anna.next()).isEqualTo("UNAVAILABLE");
    assertThat(anna.next()).isEqualTo("welcome back");
    anna.say(Say.once("kept"));
    assertThat(anna.next()).isEqualTo("seat 7");
  }

  @Test
  void unansweredMessagesAreRepeatedOnlyIfThatDoesNoHarm() {
    TestConnection anna = welcomed("anna");
    TestConnection ben = welcomed("ben");
    anna.say(Say.again("answer", "hold option 1"));
    anna.say(Say.again("seat", "hold join"));
    anna.say(Say.once("hold start"));
    anna.say(Say.again("answer", "hold option 2"));
    diary.until("heard hold option 2");
    ben.say(Say.once("crash"));
    diary.until("heard crash");
    diary.until("returned ben ");
    assertThat(diary.next()).isEqualTo("heard hold join");
    assertThat(diary.next()).isEqualTo("heard hold option 2");
    assertThat(anna.next()).as("for the start").isEqualTo("UNAVAILABLE");
    assertThat(anna.next()).isEqualTo("welcome back");
    anna.say(Say.once("me last"));
    assertThat(diary.next()).as("nothing more was repeated").isEqualTo("heard me last");
  }

  @Test
  void whatWasHandledIsNotRepeated() {
    TestConnection anna = welcomed("anna");
    anna.say(Say.again("answer", "me accepted"));
    assertThat(anna.next()).isEqualTo("accepted");
    anna.say(Say.once("crash"));

    diary.until("returned anna ");
    assertThat(anna.next()).isEqualTo("UNAVAILABLE");
    assertThat(anna.next()).isEqualTo("welcome back");
    anna.say(Say.once("me next"));
    assertThat(diary.next()).isEqualTo("heard me next");
  }

  @Test
  void whatComesWhileTheRoomIsAwayWaitsForItInOrder() {
    TestConnection anna = welcomed("anna");
    diary.open = false;
    anna.say(Say.again("answer", "crash"));
    diary.until("heard crash");
    diary.until("started");
    TestConnection ben = enter("ben");
    ben.say(Say.once("me one"));
    ben.say(Say.again("two", "me two"));
    anna.leave(1000);
    diary.open = true;

    assertThat(List.of(ben.next(), ben.next(), ben.next()))
        .containsExactly("welcome", "one", "two");
    assertThat(List.of(diary.next(), diary.next(), diary.next()))
        .as("of anna, who left meanwhile, nothing")
        .containsExactly("opened ben", "heard me one", "heard me two");
  }

  @Test
  void aRoomThatStaysAwayCostsFirstTheMessagesThenTheConnections() {
    Duration keptFor = Duration.ofMillis(300);
    Duration roomWait = Duration.ofMillis(900);
    Relays impatient =
        Relays.start(
            node.system, "impatient", settings(keptFor, roomWait, SOON), new DenialBudget(DENIALS));
    diary.open = false;
    long begin = System.nanoTime();
    TestConnection anna = enter(impatient, new TestConnection("anna"));
    anna.say(Say.again("answer", "me x"));

    assertThat(anna.next()).as("for the message").isEqualTo("UNAVAILABLE");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(keptFor);
    assertThat(anna.next()).as("for the connection").isEqualTo("UNAVAILABLE");
    assertThat(anna.closeCode()).isEqualTo(1013);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(roomWait);
  }

  @Test
  void whoWasInTheRoomStaysHoweverLongItIsAway() {
    Relays impatient =
        Relays.start(
            node.system,
            "impatient-with-newcomers",
            settings(Duration.ofMillis(200), Duration.ofMillis(400), SOON),
            new DenialBudget(DENIALS));
    TestConnection anna = enter(impatient, new TestConnection("anna"));
    assertThat(anna.next()).isEqualTo("welcome");
    anna.say(Say.once("me here"));
    assertThat(anna.next()).as("the welcome is dealt with").isEqualTo("here");
    diary.open = false;
    anna.say(Say.again("answer", "crash"));
    diary.until("heard crash");
    TestConnection ben = enter(impatient, new TestConnection("ben"));

    assertThat(ben.next()).isEqualTo("UNAVAILABLE");
    assertThat(ben.closeCode()).isEqualTo(1013);
    assertThat(anna.next()).as("for the message").isEqualTo("UNAVAILABLE");
    diary.open = true;
    assertThat(anna.next()).isEqualTo("welcome back");
    anna.say(Say.once("me still here"));
    assertThat(anna.next()).isEqualTo("still here");
  }

  @Test
  void aConnectionCannotPileUpMoreThanItsShareOfMessages() {
    TestConnection anna = welcomed("anna");
    for (int i = 1; i <= 5; i++) {
      anna.say(Say.once("hold " + i));
    }
    anna.say(Say.once("me too much"));
    assertThat(anna.next()).isEqualTo("RATE_LIMITED");

    TestConnection ben = welcomed("ben");
    ben.say(Say.once("release"));
    ben.say(Say.once("all released"));
    assertThat(ben.next()).isEqualTo("released");
    assertThat(anna.next()).isEqualTo("released");
    anna.say(Say.once("me again"));
    assertThat(anna.next()).isEqualTo("again");
  }

  @Test
  void wrongCredentialsAreAnsweredLateAndHoldUpWhatThatClientSaysNext() {
    TestConnection anna = welcomed("anna");
    TestConnection ben = welcomed("ben");
    long begin = System.nanoTime();
    anna.say(Say.checked("bad"));
    anna.say(Say.once("me after"));
    diary.until("heard bad");
    ben.say(Say.once("me not held up"));
    assertThat(ben.next()).isEqualTo("not held up");
    assertThat(anna.received()).isZero();

    assertThat(anna.next()).isEqualTo("denied");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(DENIAL_DELAY);
    assertThat(anna.next()).isEqualTo("after");
  }

  @Test
  void credentialsOfOneConnectionAreCheckedOneAtATime() {
    TestConnection anna = welcomed("anna");
    TestConnection ben = welcomed("ben");
    anna.say(Say.checked("hold verdict"));
    anna.say(Say.checked("good"));
    anna.say(Say.once("me last"));
    diary.until("heard hold verdict");
    ben.say(Say.once("me x"));
    diary.until("heard me x");
    ben.say(Say.once("release"));
    assertThat(diary.next()).as("not before the verdict").isEqualTo("heard release");
    assertThat(diary.next()).isEqualTo("heard good");
    assertThat(anna.next()).isEqualTo("right");
    assertThat(anna.next()).isEqualTo("last");
  }

  @Test
  void anAddressThatUsedUpItsBudgetIsLimitedForWrongCredentialsOnly() throws Exception {
    TestConnection anna =
        enter(relays, new TestConnection("anna", InetAddress.getByName("203.0.113.7")));
    TestConnection ben =
        enter(relays, new TestConnection("ben", InetAddress.getByName("203.0.113.7")));
    anna.say(Say.checked("bad"));
    anna.say(Say.checked("bad"));
    anna.say(Say.checked("bad"));
    assertThat(List.of(anna.next(), anna.next(), anna.next(), anna.next()))
        .containsExactly("welcome", "denied", "denied", "limited");

    ben.say(Say.checked("good"));
    ben.say(Say.checked("bad"));
    assertThat(List.of(ben.next(), ben.next(), ben.next()))
        .containsExactly("welcome", "right", "limited");
  }

  @Test
  void aRoomHearsOfSilenceOncePerChange() {
    TestConnection anna = welcomed("anna");
    TestConnection ben = welcomed("ben");
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
    TestConnection anna = welcomed("anna");
    anna.leave(1000);
    diary.until("detached, alone true");

    TestConnection ben = welcomed("ben");
    ben.say(Say.once("me back"));
    assertThat(ben.next()).isEqualTo("back");
  }

  @Test
  void connectionsThatComeWhileARelayGoesAreNotLost() {
    // Without any linger a relay asks to go whenever its last connection leaves: most of these
    // come at that moment.
    Relays restless =
        Relays.start(
            node.system,
            "restless",
            settings(Duration.ofSeconds(20), Duration.ofSeconds(40), Duration.ZERO),
            new DenialBudget(DENIALS));
    for (int i = 0; i < 1000; i++) {
      TestConnection anna = enter(restless, new TestConnection("anna"));
      assertThat(anna.next()).isEqualTo("welcome");
      anna.leave(1000);
    }
  }

  @Test
  void tenThousandConnectionsAreToldEachOnce() {
    int n = 10_000;
    List<TestConnection> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      all.add(enter("c" + i));
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
      Relays leaving = Relays.start(leavingNode.system, SETTINGS, new DenialBudget(DENIALS));
      List<TestConnection> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        TestConnection one = enter(leaving, new TestConnection("c" + i));
        assertThat(one.next()).isEqualTo("welcome");
        all.add(one);
      }
      long begin = System.nanoTime();

      CompletionStage<Done> done = leaving.closeAll(1001, "stopping", Duration.ofMillis(500));

      done.toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
      assertThat(all).allMatch(one -> one.closeCode() == 1001);
      diary.until("detached, alone true");
      assertThat(enter(leaving, new TestConnection("late")).closeCode()).isEqualTo(1001);
    }
  }
}
