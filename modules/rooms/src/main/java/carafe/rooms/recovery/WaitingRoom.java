package carafe.rooms.recovery;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.util.function.Function;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;

/** A room before its turn to read its journal has come: keeps what it is told. */
final class WaitingRoom extends AbstractBehavior<RoomMessage> {
  /**
   * What it keeps: until a room is there relays say little, so this is for requests over HTTP. One
   * more is dropped, as if the room could not be reached; whoever asked waits and is told so.
   */
  static final int KEPT_MAX = 20_000;

  /** From the line. */
  record YourTurn() implements RoomMessage, NoSerializationVerificationNeeded {}

  private final ActorRef<RecoveryLine.Message> line;
  private final Function<RoomMessage, Urgency> urgencyOf;
  private final Behavior<RoomMessage> room;
  private final StashBuffer<RoomMessage> kept;
  private boolean complained;
  private Urgency urgency = Urgency.DUE; // until it is told something

  static Behavior<RoomMessage> create(
      ActorRef<RecoveryLine.Message> line,
      Function<RoomMessage, Urgency> urgencyOf,
      Behavior<RoomMessage> room) {
    return Behaviors.withStash(
        KEPT_MAX,
        kept -> Behaviors.setup(context -> new WaitingRoom(context, line, urgencyOf, room, kept)));
  }

  private WaitingRoom(
      ActorContext<RoomMessage> context,
      ActorRef<RecoveryLine.Message> line,
      Function<RoomMessage, Urgency> urgencyOf,
      Behavior<RoomMessage> room,
      StashBuffer<RoomMessage> kept) {
    super(context);
    this.line = line;
    this.urgencyOf = urgencyOf;
    this.room = room;
    this.kept = kept;
    line.tell(new RecoveryLine.Wait(context.getSelf(), urgency));
  }

  @Override
  public Receive<RoomMessage> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<RoomMessage> onMessage(RoomMessage message) {
    return switch (message) {
      case YourTurn _ -> kept.unstashAll(room);
      case ToRoom.Stop _ -> Behaviors.stopped(); // it holds nothing that is not said again
      default -> keep(message);
    };
  }

  private Behavior<RoomMessage> keep(RoomMessage message) {
    if (!kept.isFull()) {
      kept.stash(message);
    } else if (!complained) {
      complained = true;
      getContext()
          .getLog()
          .warn("A room that waits to be read keeps {} messages; others are dropped", KEPT_MAX);
    }
    Urgency its = urgencyOf.apply(message);
    if (its.compareTo(urgency) < 0) {
      urgency = its;
      line.tell(new RecoveryLine.Wait(getContext().getSelf(), its));
    }
    return this;
  }
}
