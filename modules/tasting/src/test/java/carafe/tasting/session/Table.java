package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.tasting.TastingRooms;
import carafe.tasting.TastingSettings;
import carafe.tasting.host.HostRoom;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** Sessions and host indexes in a cluster of one, on a journal in memory that serializes. */
final class Table implements AutoCloseable {
  /** Rows of {@code awake} where a test can look at them. */
  static final class AwakeRows implements Awake {
    final Map<RoomAddress, Instant> rows = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Done> wakeAt(RoomAddress room, Instant at) {
      rows.put(room, at);
      return CompletableFuture.completedFuture(Done.getInstance());
    }

    @Override
    public CompletionStage<Done> forget(RoomAddress room) {
      rows.remove(room);
      return CompletableFuture.completedFuture(Done.getInstance());
    }
  }

  private static final String CONFIG =
      """
      pekko.actor.provider = cluster
      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
      pekko.cluster.sharding.passivation.strategy = none
      pekko.coordinated-shutdown.exit-jvm = off
      pekko.loglevel = WARNING
      pekko.persistence.journal.plugin = "pekko.persistence.testkit.journal"
      pekko.persistence.snapshot-store.plugin = "pekko.persistence.testkit.snapshotstore.pluginid"
      """;

  final ActorTestKit kit;
  final AwakeRows awake = new AwakeRows();
  final PersistenceTestKit journal;
  private final ClusterSharding sharding;

  Table() {
    this("");
  }

  /**
   * @param settings HOCON over the usual ones
   */
  Table(String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseString(CONFIG))
            .withFallback(
                org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin.getInstance()
                    .config())
            .withFallback(
                org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load());
    kit = ActorTestKit.create("table", config.resolve());
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    TastingRooms.start(
        kit.system(),
        TastingSettings.from(config.resolve().getConfig("carafe")),
        awake,
        Clock.systemUTC());
    sharding = ClusterSharding.get(kit.system());
    journal = PersistenceTestKit.create(kit.system());
  }

  EntityRef<RoomMessage> session(String code) {
    return sharding.entityRefFor(SessionRoom.ENTITY, code);
  }

  EntityRef<RoomMessage> host(String id) {
    return sharding.entityRefFor(HostRoom.ENTITY, id);
  }

  /** Somebody connects to a session. */
  Guest guest(String code, String connectionId) {
    TestProbe<ToRelay> relay = kit.createTestProbe();
    return new Guest(relay, session(code), connectionId);
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
