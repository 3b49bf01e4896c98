package carafe.rooms.hooks;

import carafe.rooms.awake.Awake;
import carafe.rooms.calls.RoomCalls;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.RoomType;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.storage.StorageLimits;
import java.time.Clock;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** The configured parties of a node. */
public final class PartyRooms {
  private static final String DISPATCHER = "carafe-parties-dispatcher";

  private final List<PartyRoom> rooms;

  private PartyRooms(List<PartyRoom> rooms) {
    this.rooms = rooms;
  }

  public static PartyRooms of(List<PartySettings> parties) {
    return new PartyRooms(parties.stream().map(PartyRoom::new).toList());
  }

  /** What carries clients to them. */
  public List<RoomType> types() {
    return List.copyOf(rooms);
  }

  /** Starts sharding of all of them on this node. */
  public void start(
      ActorSystem<?> system,
      HookSettings hooks,
      StorageLimits storage,
      RoomCalls calls,
      Awake awake,
      Recoveries recoveries,
      Clock clock) {
    Watchdog watchdog = new Watchdog(system, hooks.timeout());
    PartyNode node = new PartyNode(hooks, storage, calls, awake, watchdog, recoveries, clock);
    for (PartyRoom room : rooms) {
      ClusterSharding.get(system)
          .init(
              Entity.of(room.entity(), entity -> PartyActor.create(entity, room, node))
                  .withEntityProps(DispatcherSelector.fromConfig(DISPATCHER))
                  .withStopMessage(new ToRoom.Stop()));
    }
  }
}
