package carafe.rooms.recovery;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms that start, two at a time, and who comes next. */
class RecoveriesTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private static final Duration QUIET = Duration.ofMillis(100);

  /** What a room is told, and how urgent that is. */
  private record Told(String what, Urgency urgency)
      implements RoomMessage, NoSerializationVerificationNeeded {}

  private final Recoveries recoveries = Recoveries.start(kit.system(), new RecoverySettings(2));
  private final TestProbe<String> said = kit.createTestProbe(String.class);

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  /** Says when it begins to read, then what it is told; it has read when the test says so. */
  private ActorRef<RoomMessage> room(String name, Urgency urgency) {
    ActorRef<RoomMessage> room = kit.spawn(inTurn(name));
    room.tell(new Told("hello", urgency));
    return room;
  }

  private Behavior<RoomMessage> inTurn(String name) {
    return recoveries.inTurn(
        message -> ((Told) message).urgency(),
        Behaviors.setup(
            _ -> {
              said.ref().tell(name + " reads");
              return Behaviors.receiveMessage(
                  message -> {
                    if (message instanceof Told told) {
                      said.ref().tell(name + " hears " + told.what());
                    }
                    return message instanceof ToRoom.Stop ? Behaviors.stopped() : Behaviors.same();
                  });
            }));
  }

  private void expectStart(String name) {
    said.expectMessage(name + " reads");
    said.expectMessage(name + " hears hello");
  }

  private void expectNobody() {
    said.expectNoMessage(QUIET);
  }

  /** Two that read. */
  private ActorRef<RoomMessage> begin() {
    ActorRef<RoomMessage> first = room("first", Urgency.ASKED);
    expectStart("first");
    room("second", Urgency.DUE);
    expectStart("second");
    return first;
  }

  @Test
  void whoIsNeededComesBeforeWhoIsAskedForAndThoseBeforeWhoIsDue() {
    ActorRef<RoomMessage> first = begin();
    ActorRef<RoomMessage> due = room("due", Urgency.DUE);
    ActorRef<RoomMessage> asked = room("asked", Urgency.ASKED);
    ActorRef<RoomMessage> alsoAsked = room("also asked", Urgency.ASKED);
    ActorRef<RoomMessage> needed = room("needed", Urgency.NEEDED);
    expectNobody();

    recoveries.done(first);
    expectStart("needed");
    recoveries.done(needed);
    expectStart("asked");
    recoveries.done(asked);
    expectStart("also asked");
    recoveries.done(alsoAsked);
    expectStart("due");
    recoveries.done(due);
    expectNobody();
  }

  @Test
  void aRoomThatIsDueAndThenAskedForIsNoLongerLast() {
    ActorRef<RoomMessage> first = begin();
    room("due", Urgency.DUE);
    ActorRef<RoomMessage> wanted = room("wanted", Urgency.DUE);
    wanted.tell(new Told("come", Urgency.ASKED));
    expectNobody();

    recoveries.done(first);

    expectStart("wanted");
    said.expectMessage("wanted hears come");
  }

  @Test
  void whatIsLessUrgentDoesNotPutARoomBack() {
    ActorRef<RoomMessage> first = begin();
    room("asked", Urgency.ASKED).tell(new Told("later", Urgency.DUE));
    room("also asked", Urgency.ASKED);
    expectNobody();

    recoveries.done(first);

    expectStart("asked");
    said.expectMessage("asked hears later");
  }

  @Test
  void aRoomThatStopsBeforeItHasReadMakesPlace() {
    ActorRef<RoomMessage> first = begin();
    room("next", Urgency.ASKED);
    expectNobody();

    first.tell(new ToRoom.Stop());

    expectStart("next");
  }

  @Test
  void aRoomThatStopsWhileItWaitsIsPassedOver() {
    ActorRef<RoomMessage> first = begin();
    ActorRef<RoomMessage> gone = room("gone", Urgency.ASKED);
    gone.tell(new ToRoom.Stop());
    said.expectTerminated(gone);
    room("next", Urgency.ASKED);

    recoveries.done(first);

    expectStart("next");
  }

  @Test
  void oneThatIsDoneTwiceMakesPlaceOnce() {
    ActorRef<RoomMessage> first = begin();
    room("next", Urgency.ASKED);
    room("last", Urgency.ASKED);

    recoveries.done(first);
    recoveries.done(first);

    expectStart("next");
    expectNobody();
  }
}
