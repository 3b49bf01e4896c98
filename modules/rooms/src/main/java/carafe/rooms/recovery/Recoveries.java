package carafe.rooms.recovery;

import carafe.rooms.message.RoomMessage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/**
 * Has the rooms of a node read their journal in turns, so that thousands which start at once do not
 * all become slow together: those that others need first, those that nobody waits for last.
 */
public final class Recoveries {
  private final ActorRef<RecoveryLine.Message> line;

  Recoveries(ActorRef<RecoveryLine.Message> line) {
    this.line = line;
  }

  /** One for a node. */
  public static Recoveries start(ActorSystem<?> system, RecoverySettings settings) {
    return new Recoveries(
        system.systemActorOf(
            RecoveryLine.create(settings.recoveriesMax()), "recoveries", Props.empty()));
  }

  /**
   * The room, which starts when its turn has come; what it is told until then waits.
   *
   * @param urgency of what it is told; it waits for the most urgent of it
   * @param room owes {@link #done} when it has read its journal
   */
  public Behavior<RoomMessage> inTurn(
      Function<RoomMessage, Urgency> urgency, Behavior<RoomMessage> room) {
    return WaitingRoom.create(line, urgency, room);
  }

  /** The room has read its journal. One that fails to does not have to say so. */
  public void done(ActorRef<RoomMessage> room) {
    line.tell(new RecoveryLine.Done(room));
  }
}
