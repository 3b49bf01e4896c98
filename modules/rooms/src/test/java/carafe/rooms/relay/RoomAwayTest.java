package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.Say;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What relays do while a room is away, and when it comes back. */
class RoomAwayTest {
  @RegisterExtension static final RelayNode NODE = new RelayNode();

  private final RelayedRoom room = NODE.freshRoom();
  private final EchoDiary diary = room.diary;

  @Test
  void aRoomThatMovesGetsItsConnectionsBackWithTheirState() {
    TestConnection anna = room.welcomed("anna");
    TestConnection ben = room.welcomed("ben");
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
  void whomTheRoomHasClosedIsNotAmongThoseItGetsBack() {
    TestConnection slow = new TestConnection("slow");
    slow.lingers = true;
    assertThat(room.enter(NODE.relays(), slow).next()).isEqualTo("welcome");
    TestConnection ben = room.welcomed("ben");
    slow.say(Say.once("kick 4001"));
    assertThat(slow.closeCode()).isEqualTo(4001);

    ben.say(Say.once("crash"));

    diary.until("started"); // its first incarnation
    diary.until("started");
    assertThat(diary.next()).isEqualTo("returned ben ");
    slow.leave(4001);
    assertThat(ben.next()).isEqualTo("UNAVAILABLE");
    assertThat(ben.next()).isEqualTo("welcome back");
    ben.say(Say.once("me here"));
    assertThat(diary.next()).as("of the other's end it is told nothing").isEqualTo("heard me here");
    assertThat(slow.received()).as("not even a welcome").isZero();
  }

  @Test
  void unansweredMessagesAreRepeatedOnlyIfThatDoesNoHarm() {
    TestConnection anna = room.welcomed("anna");
    TestConnection ben = room.welcomed("ben");
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
    TestConnection anna = room.welcomed("anna");
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
    TestConnection anna = room.welcomed("anna");
    diary.open = false;
    anna.say(Say.again("answer", "crash"));
    diary.until("heard crash");
    diary.until("started");
    TestConnection ben = room.enter("ben");
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
        NODE.relays("impatient", RelayNode.settings(keptFor, roomWait, RelayNode.SOON));
    diary.open = false;
    long begin = System.nanoTime();
    TestConnection anna = room.enter(impatient, new TestConnection("anna"));
    anna.say(Say.again("answer", "me x"));

    assertThat(anna.next()).as("for the message").isEqualTo("UNAVAILABLE");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(keptFor);
    assertThat(anna.next()).as("for the connection").isEqualTo("UNAVAILABLE");
    assertThat(anna.closeCode()).isEqualTo(1013);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(roomWait);
  }

  @Test
  void whoWasInTheRoomStaysHoweverLongItIsAway() {
    NODE.freshRoom().welcomed("the first"); // for whom the cluster takes longer
    Relays impatient =
        NODE.relays(
            "impatient-with-newcomers",
            RelayNode.settings(Duration.ofMillis(200), Duration.ofMillis(400), RelayNode.SOON));
    TestConnection anna = room.enter(impatient, new TestConnection("anna"));
    assertThat(anna.next()).isEqualTo("welcome");
    anna.say(Say.once("me here"));
    assertThat(anna.next()).as("the welcome is dealt with").isEqualTo("here");
    diary.open = false;
    anna.say(Say.again("answer", "crash"));
    diary.until("heard crash");
    TestConnection ben = room.enter(impatient, new TestConnection("ben"));

    assertThat(ben.next()).isEqualTo("UNAVAILABLE");
    assertThat(ben.closeCode()).isEqualTo(1013);
    assertThat(anna.next()).as("for the message").isEqualTo("UNAVAILABLE");
    diary.open = true;
    assertThat(anna.next()).isEqualTo("welcome back");
    anna.say(Say.once("me still here"));
    assertThat(anna.next()).isEqualTo("still here");
  }
}
