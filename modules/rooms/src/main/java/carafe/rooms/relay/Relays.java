package carafe.rooms.relay;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Entrance;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.party.RoomType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The entrance of a node: every connection goes to the relay of its room, made when needed. */
public final class Relays implements Entrance {
  /** What the actor behind it is told. */
  sealed interface Message extends NoSerializationVerificationNeeded {}

  record Enter(RoomType type, RoomAddress address, Connection connection) implements Message {}

  /**
   * A relay asks whether it may go.
   *
   * @param entered how many connections it was ever sent: if more are on their way, it may not
   */
  record MayGo(ActorRef<RelayMessage> relay, int entered) implements Message {}

  /** A relay has terminated, by itself or by failing. */
  record Ended(ActorRef<RelayMessage> relay) implements Message {}

  record CloseAll(int code, String reason, Duration spread, CompletableFuture<Done> done)
      implements Message {}

  /** Closing takes too long. */
  record ClosedEnough() implements Message {}

  private final ActorRef<Message> keeper;

  private Relays(ActorRef<Message> keeper) {
    this.keeper = keeper;
  }

  /** Starts the relays of this node; the room types' entities must be started by then. */
  public static Relays start(ActorSystem<?> system, RelaySettings settings, DenialBudget denials) {
    return start(system, "relays", settings, denials);
  }

  static Relays start(
      ActorSystem<?> system, String name, RelaySettings settings, DenialBudget denials) {
    return new Relays(
        system.systemActorOf(RelayKeeper.create(settings, denials), name, Props.empty()));
  }

  @Override
  public void enter(RoomType type, RoomAddress address, Connection connection) {
    keeper.tell(new Enter(type, address, connection));
  }

  /**
   * Closes all connections of the node, evenly over a time, and from now on every one that enters.
   * Done when all are closed, or {@link RelaySettings#closeGrace} after the last was told to.
   */
  public CompletionStage<Done> closeAll(int code, String reason, Duration spread) {
    CompletableFuture<Done> done = new CompletableFuture<>();
    keeper.tell(new CloseAll(code, reason, spread, done));
    return done;
  }
}
