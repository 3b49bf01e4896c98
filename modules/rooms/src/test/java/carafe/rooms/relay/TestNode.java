package carafe.rooms.relay;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one in which {@link EchoRoom} is the room of party {@code echo}. */
final class TestNode implements AutoCloseable {
  private static final AtomicInteger ROOMS = new AtomicInteger();

  static final EntityTypeKey<RoomMessage> ECHO = EntityTypeKey.create(RoomMessage.class, "echo");

  final ActorSystem<Void> system;

  TestNode() {
    system = ActorSystem.create(Behaviors.empty(), "test", config());
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    ClusterSharding.get(system)
        .init(
            Entity.of(ECHO, entity -> EchoRoom.create(entity.getEntityId()))
                .withStopMessage(new ToRoom.Stop()));
  }

  private static Config config() {
    return ConfigFactory.load("node");
  }

  Relays relays(RelaySettings settings, DenialSettings denials) {
    return Relays.start(system, settings, new DenialBudget(denials));
  }

  /** An address that no other test has. */
  static RoomAddress freshRoom() {
    return new RoomAddress("echo", "room-" + ROOMS.incrementAndGet());
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** The room type of {@link EchoRoom}. */
  record Echo() implements RoomType {
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
