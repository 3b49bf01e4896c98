package carafe.rooms.relay;

import static carafe.rooms.echo.EchoRoom.frame;

import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.echo.EchoNode;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests of one relay for which the test itself is the room, and the door to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AsTheRoom {
  final ActorTestKit kit = ActorTestKit.create();

  TestProbe<RoomMessage> door;
  TestProbe<RoomMessage> room;
  ActorRef<RelayMessage> relay;

  @BeforeEach
  void startRelay() {
    door = kit.createTestProbe(RoomMessage.class);
    room = kit.createTestProbe(RoomMessage.class);
    relay = kit.spawn(RoomRelay.create(place(100)));
  }

  @AfterEach
  void stopRelay() {
    kit.stop(relay);
  }

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  Place place(int inFlightMax) {
    RelaySettings settings =
        new RelaySettings(
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            32,
            inFlightMax,
            1,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10));
    return new Place(
        "echo",
        new EchoNode.Echo().language(),
        door.ref(),
        settings,
        new DenialBudget(new DenialSettings(100, Duration.ofSeconds(6), 1000, 1000)),
        FanOut.start(settings.splitFrom()),
        new OnTheWay(),
        kit.createTestProbe(Relays.MayGo.class).ref());
  }

  long attach(TestProbe<RoomMessage> taker) {
    long number = door.expectMessageClass(ToRoom.Attach.class).number();
    relay.tell(new ToRelay.Attached(taker.ref(), 1, new Mark(1, number, number)));
    return number;
  }

  /** The next Attach that is no repetition. */
  ToRoom.Attach attachAfter(long number) {
    ToRoom.Attach attach = door.expectMessageClass(ToRoom.Attach.class);
    return attach.number() > number ? attach : attachAfter(number);
  }

  ToRoom.Returned returnedTo(TestProbe<RoomMessage> next, long after) {
    ToRoom.Attach again = attachAfter(after);
    relay.tell(new ToRelay.Attached(next.ref(), 2, new Mark(1, again.number(), again.number())));
    return next.expectMessageClass(ToRoom.Returned.class);
  }

  TestConnection enter(String id) {
    TestConnection connection = new TestConnection(id);
    relay.tell(new Inner.Enter(connection));
    return connection;
  }

  static ToRelay.ToAll toAll(String text, long told, long heard) {
    return new ToRelay.ToAll(frame(text), Numbers.none(), new Mark(told, heard, heard));
  }
}
