package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.Say;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;

/** Whom a room has closed stays closed, whatever becomes of the room and of its words. */
class ClosedByTheRoomTest extends AsTheRoom {
  /**
   * Two who entered.
   *
   * @param opened the number of the word that told of the second
   */
  private record Two(TestConnection anna, TestConnection ben, long opened) {}

  private Two enterTwo() {
    TestConnection anna = enterLingering("anna");
    TestConnection ben = enter("ben");
    room.expectMessageClass(ToRoom.Opened.class);
    return new Two(anna, ben, room.expectMessageClass(ToRoom.Opened.class).number());
  }

  private TestConnection enterLingering(String id) {
    TestConnection connection = new TestConnection(id);
    connection.lingers = true;
    relay.tell(new Inner.Enter(connection));
    return connection;
  }

  @Test
  void whomTheRoomHasClosedDoesNotComeBackWithItsNextIncarnation() {
    long attach = attach(room);
    Two two = enterTwo();
    TestConnection anna = two.anna();
    long opened = two.opened();
    anna.say(Say.again("answer", "a"));
    room.expectMessageClass(ToRoom.Heard.class);
    relay.tell(new ToRelay.Close(Numbers.of(1), 1011, "", new Mark(2, opened, opened)));
    assertThat(anna.closeCode()).isEqualTo(1011);

    room.stop();

    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    assertThat(returnedTo(next, attach).members())
        .extracting(Member::connection)
        .containsExactly(2);
    anna.say(Say.again("answer", "b"));
    anna.leave(1011);
    two.ben().say(Say.once("c"));
    assertThat(next.expectMessageClass(ToRoom.Heard.class).message())
        .as("neither anna's words nor her end concern it")
        .isEqualTo(Say.once("c"));
    assertThat(anna.received()).isZero();
  }

  @Test
  void whomTheRoomRefusedDoesNotOpenAtItsNextIncarnation() {
    long attach = attach(room);
    enterLingering("anna");
    enter("ben");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    room.expectMessageClass(ToRoom.Opened.class);
    relay.tell(new ToRelay.Close(Numbers.of(1), 1013, "full", new Mark(2, opened, attach)));

    relay.tell(new ToRelay.Ended(new Mark(3, opened, attach)));

    ToRoom.Attach again = attachAfter(attach);
    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    relay.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again.number(), again.number())));
    assertThat(next.expectMessageClass(ToRoom.Opened.class).member().connection()).isEqualTo(2);
  }

  @Test
  void aCloseThatComesAfterALostWordIsCarriedOut() {
    long attach = attach(room);
    Two two = enterTwo();
    TestConnection anna = two.anna();
    long opened = two.opened();
    relay.tell(new ToRelay.Handled(new Mark(2, opened, opened)));

    relay.tell(new ToRelay.Close(Numbers.of(1), 4000, "", new Mark(4, opened, opened)));

    assertThat(anna.closeCode()).isEqualTo(4000);
    assertThat(returnedTo(room, attach).members())
        .extracting(Member::connection)
        .containsExactly(2);
  }

  /** From another node an incarnation's end may be known before its last words. */
  @Test
  void aCloseThatComesAfterItsIncarnationIsCarriedOut() {
    long attach = attach(room);
    Two two = enterTwo();
    TestConnection anna = two.anna();
    long opened = two.opened();
    relay.tell(new ToRelay.Handled(new Mark(2, opened, opened)));
    room.stop();
    ToRoom.Attach again = attachAfter(attach);

    relay.tell(new ToRelay.Close(Numbers.of(1), 4000, "", new Mark(3, opened, opened)));

    assertThat(anna.closeCode()).isEqualTo(4000);
    TestProbe<RoomMessage> next = kit.createTestProbe(RoomMessage.class);
    relay.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again.number(), again.number())));
    assertThat(next.expectMessageClass(ToRoom.Returned.class).members())
        .extracting(Member::connection)
        .containsExactly(2);
    relay.tell(new ToRelay.Close(Numbers.of(2), 4001, "", new Mark(4, opened, opened)));
    assertThat(next.expectMessageClass(ToRoom.Closed.class).code()).isEqualTo(4001);
  }

  @Test
  void ofWhomTheRoomHasClosedItHearsNothingButTheEnd() {
    attach(room);
    TestConnection anna = enterLingering("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    anna.say(Say.checked("key"));
    anna.say(Say.once("held until there is a verdict on the key"));
    long key = room.expectMessageClass(ToRoom.Heard.class).number();
    relay.tell(new ToRelay.Close(Numbers.of(1), 4000, "", new Mark(2, key, opened)));
    assertThat(anna.closeCode()).isEqualTo(4000);

    anna.say(Say.once("still saying something"));
    anna.leave(4000);

    assertThat(room.expectMessageClass(ToRoom.Closed.class).code()).isEqualTo(4000);
  }

  @Test
  void theEndOfWhomTheRoomHasClosedIsHeldNoLonger() {
    attach(room);
    TestConnection anna = enterLingering("anna");
    long opened = room.expectMessageClass(ToRoom.Opened.class).number();
    anna.say(Say.checked("key"));
    anna.say(Say.once("held until there is a verdict on the key"));
    anna.leave(1001);
    long key = room.expectMessageClass(ToRoom.Heard.class).number();

    relay.tell(new ToRelay.Close(Numbers.of(1), 4000, "", new Mark(2, key, opened)));

    assertThat(room.expectMessageClass(ToRoom.Closed.class).code()).isEqualTo(1001);
  }
}
