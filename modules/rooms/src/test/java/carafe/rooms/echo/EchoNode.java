package carafe.rooms.echo;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;

/** A node of a cluster in which {@link EchoRoom} is the room of party {@code echo}. */
public final class EchoNode implements AutoCloseable {
  private static final AtomicInteger ROOMS = new AtomicInteger();

  public static final EntityTypeKey<RoomMessage> ECHO =
      EntityTypeKey.create(RoomMessage.class, "echo");

  public final ActorSystem<Void> system;

  public EchoNode() {
    this(Optional.empty());
  }

  /** A node beside another; returns when both are up. */
  public EchoNode(EchoNode other) {
    this(Optional.of(other));
    CompletableFuture<Done> up = new CompletableFuture<>();
    org.apache.pekko.cluster.Cluster.get(Adapter.toClassic(system))
        .registerOnMemberUp(() -> up.complete(Done.getInstance()));
    up.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private EchoNode(Optional<EchoNode> other) {
    system = ActorSystem.create(Behaviors.empty(), "test", config());
    Cluster cluster = Cluster.get(system);
    Address seed =
        Cluster.get(other.map(node -> node.system).orElse(system)).selfMember().address();
    cluster.manager().tell(Join.create(seed));
    ClusterSharding.get(system)
        .init(
            Entity.of(ECHO, entity -> EchoRoom.create(entity.getEntityId()))
                .withStopMessage(new ToRoom.Stop()));
  }

  /** The address of a node, to tell it from others. */
  public static String address(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().address().toString();
  }

  /** Hands over what it has and ends. */
  public void leave() {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Leave.create(cluster.selfMember().address()));
    system.getWhenTerminated().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Says of another node, which does not answer any more, that it is dead. */
  public void down(EchoNode dead) {
    Cluster.get(system).manager().tell(new Down(Cluster.get(dead.system).selfMember().address()));
  }

  private static Config config() {
    return ConfigFactory.load("node");
  }

  /** An address that no other test has. */
  public static RoomAddress freshRoom() {
    return new RoomAddress("echo", "room-" + ROOMS.incrementAndGet());
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** The room type of {@link EchoRoom}. */
  public record Echo() implements RoomType {
    @Override
    public String party() {
      return "echo";
    }

    @Override
    public Optional<String> objection(String room) {
      return Optional.empty();
    }

    @Override
    public ClientLanguage language() {
      return new EchoLanguage();
    }

    @Override
    public int messageBytesMax() {
      return 1024;
    }

    @Override
    public EntityTypeKey<RoomMessage> entity() {
      return ECHO;
    }
  }

  private record EchoLanguage() implements ClientLanguage {
    @Override
    public Reading text(byte[] utf8) {
      throw new UnsupportedOperationException("connections read, relays do not");
    }

    @Override
    public Reading binary(byte[] bytes) {
      throw new UnsupportedOperationException("connections read, relays do not");
    }

    @Override
    public Frame trouble(Trouble trouble) {
      return EchoRoom.frame(trouble.name());
    }
  }
}
