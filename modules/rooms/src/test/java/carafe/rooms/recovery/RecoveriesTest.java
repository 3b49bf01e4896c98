package carafe.rooms.recovery;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
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
  private static final Duration HANG = Duration.ofSeconds(20);

  /** What a room is told, and how urgent that is. */
  private record Told(String what, Urgency urgency)
      implements RoomMessage, NoSerializationVerificationNeeded {}

  private final TestProbe<RecoveryLine.Message> heardInLine =
      kit.createTestProbe(RecoveryLine.Message.class);
  private final Recoveries recoveries =
      new Recoveries(
          kit.spawn(
              Behaviors.monitor(
                  RecoveryLine.Message.class, heardInLine.ref(), RecoveryLine.create(2))));
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

  /** One that waits: it stands in the line before anybody else is told anything. */
  private ActorRef<RoomMessage> waits(String name, Urgency urgency) {
    ActorRef<RoomMessage> room = room(name, urgency);
    awaitInLine(room, urgency);
    return room;
  }

  private void awaitInLine(ActorRef<RoomMessage> room, Urgency urgency) {
    RecoveryLine.Message wanted = new RecoveryLine.Wait(room, urgency);
    heardInLine.fishForMessage(
        HANG,
        it -> it.equals(wanted) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
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
    ActorRef<RoomMessage> due = waits("due", Urgency.DUE);
    ActorRef<RoomMessage> asked = waits("asked", Urgency.ASKED);
    ActorRef<RoomMessage> alsoAsked = waits("also asked", Urgency.ASKED);
    ActorRef<RoomMessage> needed = waits("needed", Urgency.NEEDED);
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
    waits("due", Urgency.DUE);
    ActorRef<RoomMessage> wanted = waits("wanted", Urgency.DUE);
    wanted.tell(new Told("come", Urgency.ASKED));
    awaitInLine(wanted, Urgency.ASKED);
    expectNobody();

    recoveries.done(first);

    expectStart("wanted");
    said.expectMessage("wanted hears come");
  }

  @Test
  void whatIsLessUrgentDoesNotPutARoomBack() {
    ActorRef<RoomMessage> first = begin();
    waits("asked", Urgency.ASKED).tell(new Told("later", Urgency.DUE));
    waits("also asked", Urgency.ASKED);
    expectNobody();

    recoveries.done(first);

    expectStart("asked");
    said.expectMessage("asked hears later");
  }

  @Test
  void aRoomThatStopsBeforeItHasReadMakesPlace() {
    ActorRef<RoomMessage> first = begin();
    waits("next", Urgency.ASKED);
    expectNobody();

    first.tell(new ToRoom.Stop());

    expectStart("next");
  }

  @Test
  void aRoomThatStopsWhileItWaitsIsPassedOver() {
    ActorRef<RoomMessage> first = begin();
    ActorRef<RoomMessage> gone = waits("gone", Urgency.ASKED);
    gone.tell(new ToRoom.Stop());
    said.expectTerminated(gone);
    waits("next", Urgency.ASKED);

    recoveries.done(first);

    expectStart("next");
  }

  @Test
  void oneThatIsDoneTwiceMakesPlaceOnce() {
    ActorRef<RoomMessage> first = begin();
    waits("next", Urgency.ASKED);
    waits("last", Urgency.ASKED);

    recoveries.done(first);
    recoveries.done(first);

    expectStart("next");
    expectNobody();
  }
}
