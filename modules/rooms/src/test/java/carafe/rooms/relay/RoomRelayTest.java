package carafe.rooms.relay;

import static carafe.rooms.echo.EchoRoom.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.Say;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a relay does when words are late or lost: the test speaks for the room. */
@ResourceLock("LoggingTestKit")
class RoomRelayTest extends AsTheRoom {
  @Test
  void itKnocksWithTheSameNumberUntilSomebodyOpens() {
    long first = door.expectMessageClass(ToRoom.Attach.class).number();
    assertThat(door.expectMessageClass(ToRoom.Attach.class).number()).isEqualTo(first);
    enter("anna");
    attach(room);
    assertThat(room.expectMessageClass(ToRoom.Opened.class).number()).isEqualTo(first + 1);
  }

  @Test
  void aConnectionIsToldNothingBeforeTheRoomHasHeardOfIt() {
    long attach = attach(room);
    TestConnection anna = enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();

    relay.tell(toAll("too early", 2, attach));
    relay.tell(toAll("after its opening", 3, opened));

    assertThat(anna.next()).isEqualTo("after its opening");
  }

  @Test
  void severalWordsForAllReachEachConnectionInOneGo() {
    long attach = attach(room);
    TestConnection anna = enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    List<Frame> frames = List.of(frame("one"), frame("two"));

    relay.tell(new ToRelay.ToAllAtOnce(frames, new Mark(2, attach, attach)));
    relay.tell(new ToRelay.ToAllAtOnce(frames, new Mark(3, opened, opened)));
    relay.tell(toAll("three", 4, opened));

    assertThat(anna.next()).as("the first came too early").isEqualTo("one");
    assertThat(anna.next()).isEqualTo("two");
    assertThat(anna.next()).isEqualTo("three");
    assertThat(anna.together).containsExactly(frames);
  }

  @Test
  void wordsOfAnIncarnationBeforeAreNotHeard() {
    long attach = attach(room);
    TestConnection anna = enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    relay.tell(toAll("welcome", 2, opened));
    assertThat(anna.next()).isEqualTo("welcome");
    room.stop();
    ToRoom.Attach again = attachAfter(attach);
    assertThat(again.number()).as("no number is given twice").isGreaterThan(opened);
    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    relay.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again.number(), again.number())));
    assertThat(next.expectMessageClass(ToRoom.Returned.class).members()).hasSize(1);

    relay.tell(toAll("from the grave", 2, opened));
    relay.tell(toAll("alive", 2, again.number()));

    assertThat(anna.next()).isEqualTo("alive");
  }

  @Test
  void aRoomThatSaysThatItEndsIsNotWaitedFor() {
    long attach = attach(room);
    TestConnection anna = enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    anna.say(Say.once("one"));
    anna.say(Say.again("n", "two"));
    long one = room.expectMessageClass(ToRoom.Heard.class).number();
    room.expectMessageClass(ToRoom.Heard.class);

    relay.tell(new ToRelay.Ended(new Mark(2, one + 1, one)));

    ToRoom.Attach again = attachAfter(attach);
    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    relay.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again.number(), again.number())));
    assertThat(next.expectMessageClass(ToRoom.Returned.class).members()).hasSize(1);
    assertThat(next.expectMessageClass(ToRoom.Heard.class).message())
        .as("what was handled is not said again")
        .isEqualTo(Say.again("n", "two"));
    assertThat(opened).isLessThan(again.number());
  }

  @Test
  void wordsOfTheRoomThatWereLostAreNoticedAtTheNextOne() {
    long attach = attach(room);
    enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    relay.tell(toAll("welcome", 2, opened));

    relay.tell(toAll("one after a lost one", 4, opened));

    ToRoom.Attach again = attachAfter(attach);
    relay.tell(new ToRelay.Attached(room.ref(), 1, new Mark(1, again.number(), again.number())));
    assertThat(room.expectMessageClass(ToRoom.Returned.class).members())
        .extracting(Member::connection)
        .containsExactly(1);
  }

  @Test
  void aRoomThatMissesWordsGetsTheRelayAgain() {
    long attach = attach(room);
    enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();

    relay.tell(new ToRelay.Again(new Mark(2, opened + 1, attach)));

    ToRoom.Attach again = attachAfter(attach);
    relay.tell(new ToRelay.Attached(room.ref(), 1, new Mark(1, again.number(), again.number())));
    assertThat(room.expectMessageClass(ToRoom.Opened.class).number())
        .as("never handled, so it opens again")
        .isEqualTo(again.number() + 1);
  }

  @Test
  void whatARoomThatMissesWordsHasHandledIsNotRefused() {
    long attach = attach(room);
    TestConnection anna = enter("anna");
    anna.say(Say.once("one"));
    room.expectMessageClass(ToRoom.Opened.class);
    long one = room.expectMessageClass(ToRoom.Heard.class).number();

    relay.tell(new ToRelay.Again(new Mark(2, one + 2, one)));

    assertThat(returnedTo(room, attach).members()).hasSize(1);
    assertThat(anna.received()).as("it was carried out").isZero();
  }

  @Test
  void whatHasYetToBeToldWhenARoomEndsIsForTheNext() {
    ActorRef<RelayMessage> narrow = narrowRelay();
    TestConnection anna = new TestConnection("anna");
    narrow.tell(new Inner.Enter(anna));
    anna.say(Say.once("one"));
    anna.say(Say.once("two"));
    room.expectMessageClass(ToRoom.Opened.class);
    assertThat(room.expectMessageClass(ToRoom.Heard.class).number()).isEqualTo(3);

    narrow.tell(new ToRelay.Ended(new Mark(2, 3, 3)));

    long again = attachOf(narrow, 1);
    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    narrow.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again, again)));
    next.expectMessageClass(ToRoom.Returned.class);
    assertThat(next.expectMessageClass(ToRoom.Heard.class).message()).isEqualTo(Say.once("two"));
    assertThat(anna.received()).as("nothing is refused").isZero();
    kit.stop(narrow);
  }

  @Test
  void silenceThatOneRoomWasNotToldInTimeIsNoNewsForTheNext() {
    ActorRef<RelayMessage> narrow = narrowRelay();
    TestConnection anna = new TestConnection("anna");
    narrow.tell(new Inner.Enter(anna));
    anna.say(Say.again("n", "one"));
    room.expectMessageClass(ToRoom.Opened.class);
    room.expectMessageClass(ToRoom.Heard.class);
    anna.silence = Duration.ofSeconds(31);
    narrow.tell(new Inner.LookForSilent());
    narrow.tell(new ToRelay.ToAll(frame("x"), Numbers.none(), new Mark(2, 3, 1)));
    assertThat(anna.next()).as("the relay has looked").isEqualTo("x");
    anna.silence = Duration.ZERO;

    narrow.tell(new ToRelay.Ended(new Mark(3, 3, 2)));

    long again = attachOf(narrow, 1);
    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    narrow.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again, again)));
    next.expectMessageClass(ToRoom.Returned.class);
    next.expectMessageClass(ToRoom.Heard.class);
    narrow.tell(new ToRelay.Handled(new Mark(2, again + 2, again + 2)));
    anna.say(Say.once("two"));
    assertThat(next.expectMessageClass(ToRoom.Heard.class).message()).isEqualTo(Say.once("two"));
    kit.stop(narrow);
  }

  /** A relay of its own that tells no more than two things at a time. */
  private ActorRef<RelayMessage> narrowRelay() {
    ActorRef<RelayMessage> narrow = kit.spawn(RoomRelay.create(place(2)));
    long attach = attachOf(narrow, 0);
    narrow.tell(new ToRelay.Attached(room.ref(), 1, new Mark(1, attach, attach)));
    return narrow;
  }

  /** Number of the next Attach of this relay that is no repetition. */
  private long attachOf(ActorRef<RelayMessage> which, long after) {
    ToRoom.Attach attach = door.expectMessageClass(ToRoom.Attach.class);
    return attach.relay().equals(which) && attach.number() > after
        ? attach.number()
        : attachOf(which, after);
  }

  @Test
  void aRoomThatIsBehindGetsNoMoreThanItCanHold() {
    ActorRef<RelayMessage> narrow = narrowRelay();
    TestConnection anna = new TestConnection("anna");
    narrow.tell(new Inner.Enter(anna));
    anna.say(Say.once("one"));
    anna.say(Say.once("two"));
    room.expectMessageClass(ToRoom.Opened.class);
    assertThat(room.expectMessageClass(ToRoom.Heard.class).number()).isEqualTo(3);

    narrow.tell(new ToRelay.ToAll(frame("x"), Numbers.none(), new Mark(2, 3, 1)));
    assertThat(anna.next()).as("the relay has seen that nothing is handled").isEqualTo("x");
    room.expectNoMessage(Duration.ofMillis(50));
    narrow.tell(new ToRelay.Handled(new Mark(3, 3, 2)));

    assertThat(room.expectMessageClass(ToRoom.Heard.class).number()).isEqualTo(4);
    kit.stop(narrow);
  }

  @Test
  void aStateThatIsTooLargeIsRefusedAloud() {
    attach(room);
    enter("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    ByteString tooMuch = ByteString.fromArray(new byte[Member.STATE_BYTES_MAX + 1]);

    LoggingTestKit.error("gave a connection 16385 bytes to keep; at most 16384 are")
        .expect(
            kit.system(),
            () -> {
              relay.tell(new ToRelay.Keep(1, tooMuch, new Mark(2, opened, opened)));
              return null;
            });
  }

  @Test
  void whatIsForAConnectionThatIsGoneDoesNothing() {
    attach(room);
    TestConnection anna = enter("anna");
    TestConnection ben = enter("ben");
    room.expectMessageClass(ToRoom.Opened.class);
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    anna.leave(1000);
    room.expectMessageClass(ToRoom.Closed.class);
    Numbers both = Numbers.of(1, 2);

    relay.tell(new ToRelay.ToSome(frame("x"), both, new Mark(2, opened, opened)));
    relay.tell(new ToRelay.Keep(1, ByteString.fromString("x"), new Mark(3, opened, opened)));
    relay.tell(new ToRelay.Denied(1, frame("d"), frame("l"), new Mark(4, opened, opened)));
    relay.tell(new ToRelay.Close(both, 4000, "", new Mark(5, opened, opened)));

    assertThat(ben.next()).isEqualTo("x");
    assertThat(ben.closeCode()).isEqualTo(4000);
    assertThat(anna.received()).isZero();
    assertThat(anna.isClosed()).isFalse();
  }

  @Test
  void aRelayThatFailsLetsItsConnectionsComeAgain() {
    attach(room);
    TestConnection anna = enter("anna");
    room.expectMessageClass(ToRoom.Opened.class);
    TestConnection ben = enter("ben");
    ben.broken = true;
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();

    relay.tell(toAll("x", 2, opened));

    assertThat(anna.closeCode()).isEqualTo(1011);
  }

  @Test
  void aConnectionThatCannotBeClosedKeepsNoOtherFromComingAgain() {
    attach(room);
    TestConnection broken = enter("broken");
    TestConnection anna = enter("anna");
    room.expectMessageClass(ToRoom.Opened.class);
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    broken.broken = true;

    relay.tell(toAll("x", 2, opened));

    assertThat(anna.closeCode()).isEqualTo(1011);
  }
}
