package carafe.rooms.calls;

import static carafe.rooms.calls.TalkType.GUARDED;
import static carafe.rooms.calls.TalkType.SECRET;
import static carafe.rooms.calls.TalkType.TALK;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Census;
import carafe.rooms.census.CensusSettings;
import carafe.rooms.census.Tally;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.RoomTypes;
import carafe.rooms.relay.RelaySettings;
import carafe.rooms.relay.Relays;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;

/** A node of a cluster of rooms that call each other. */
public final class TalkNode implements AutoCloseable {
  private static final AtomicInteger ROOMS = new AtomicInteger();

  public final ActorSystem<Void> system;
  public final Tally tally = new Tally();
  public final Census census;
  public final ClusterCalls calls;

  /** A cluster of one. */
  public TalkNode(String settings) {
    this(settings, Optional.empty());
  }

  /** A node beside another; returns when both are up. */
  public TalkNode(String settings, TalkNode other) {
    this(settings, Optional.of(other));
    CompletableFuture<Done> up = new CompletableFuture<>();
    org.apache.pekko.cluster.Cluster.get(Adapter.toClassic(system))
        .registerOnMemberUp(() -> up.complete(Done.getInstance()));
    up.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private TalkNode(String settings, Optional<TalkNode> other) {
    Config config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load("node"));
    system = ActorSystem.create(Behaviors.empty(), "test", config);
    Cluster cluster = Cluster.get(system);
    Address seed = other.map(TalkNode::address).orElseGet(this::address);
    cluster.manager().tell(Join.create(seed));
    RoomTypes types = RoomTypes.of(TALK, GUARDED, SECRET);
    types
        .all()
        .forEach(
            type ->
                ClusterSharding.get(system)
                    .init(
                        Entity.of(type.entity(), entity -> TalkRoom.create(entity.getEntityId()))
                            .withStopMessage(new ToRoom.Stop())));
    census = Census.start(system, CensusSettings.of(config), tally);
    calls =
        new ClusterCalls(
            system,
            CallSettings.of(config),
            () -> types,
            Relays.start(
                system, RelaySettings.of(config), new DenialBudget(DenialSettings.of(config))),
            tally,
            census,
            InstantSource.system());
  }

  public Address address() {
    return Cluster.get(system).selfMember().address();
  }

  /** An address that no other test has. */
  public static RoomAddress fresh(TalkType type) {
    return new RoomAddress(type.party(), "r" + ROOMS.incrementAndGet());
  }

  /** Hands over what it has and ends. */
  public void leave() {
    Cluster.get(system).manager().tell(Leave.create(address()));
    system.getWhenTerminated().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    die();
  }

  /** Ends as if it were killed: nobody is told. */
  public void die() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
