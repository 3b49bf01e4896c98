package carafe.tasting;

import carafe.rooms.awake.Awake;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.RoomType;
import carafe.rooms.recovery.Recoveries;
import carafe.tasting.host.HostIndexActor;
import carafe.tasting.host.HostRoom;
import carafe.tasting.session.SessionActor;
import carafe.tasting.session.SessionRoom;
import java.time.Clock;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/** Brings the game onto the room cluster: the parties {@code main} and {@code host}. */
public final class TastingRooms {
  private TastingRooms() {}

  /** Starts sharding of both on this node, and returns what carries clients to them. */
  public static List<RoomType> start(
      ActorSystem<?> system,
      TastingSettings settings,
      Awake awake,
      Recoveries recoveries,
      Clock clock) {
    ClusterSharding sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
                SessionRoom.ENTITY,
                entity ->
                    SessionActor.create(
                        entity,
                        settings.session(),
                        settings.requireHostKey(),
                        awake,
                        recoveries,
                        clock))
            .withStopMessage(new ToRoom.Stop()));
    sharding.init(
        Entity.of(
                HostRoom.ENTITY,
                entity ->
                    HostIndexActor.create(
                        entity, settings.host(), settings.requireHostKey(), recoveries, clock))
            .withStopMessage(new ToRoom.Stop()));
    return List.of(
        SessionRoom.create(
            sharding, settings.session(), settings.requireHostKey(), settings.messageBytesMax()),
        new HostRoom(settings.messageBytesMax()));
  }
}
