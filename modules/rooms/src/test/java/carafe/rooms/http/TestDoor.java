package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.census.Tally;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Clocks;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.RoomType;
import carafe.rooms.party.RoomTypes;
import carafe.rooms.testing.Diary;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The front door of a cluster of one, with an {@link AnsweringRoom} wherever one comes. */
final class TestDoor implements AutoCloseable {
  final Connections connections;
  private final BlockingQueue<Connection> entered = new LinkedBlockingQueue<>();
  private final ActorSystem<Void> system;
  private final BoundServer server;

  TestDoor(String settings, RoomType... types) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(
                ConfigFactory.parseString(
                    "carafe.rooms.http { answer-timeout = 200 ms, body-bytes-max = 1000 }"))
            .withFallback(ConfigFactory.load("node"));
    system = ActorSystem.create(Behaviors.empty(), "door", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    for (RoomType type : types) {
      ClusterSharding.get(system)
          .init(
              Entity.of(type.entity(), entity -> AnsweringRoom.create(entity.getEntityId()))
                  .withStopMessage(new ToRoom.Stop()));
    }
    ConnectionSettings connectionSettings = ConnectionSettings.of(config);
    connections =
        new Connections(
            connectionSettings,
            (type, room, connection) -> entered.add(connection),
            Clocks.system(),
            new Tally());
    HttpSettings httpSettings = HttpSettings.of(config);
    DenialSettings denials = DenialSettings.of(config);
    Transport transport = Transports.of(TransportSettings.of(config), connections.budgets());
    FrontDoor door =
        new FrontDoor(
            system,
            httpSettings,
            new Denials(
                system,
                denials,
                new DenialBudget(denials),
                config.getDuration("carafe.rooms.relay.denial-delay")),
            RoomTypes.of(types),
            connections,
            transport,
            _ -> CompletableFuture.completedStage(HttpResponse.create().withEntity("elsewhere")));
    server =
        HttpServer.start(
                system,
                "127.0.0.1",
                0,
                transport,
                door,
                connections,
                connectionSettings,
                httpSettings)
            .toCompletableFuture()
            .join();
    for (RoomType type : types) {
      awaitUp("/parties/" + type.party() + "/first");
    }
  }

  /** The first request waits for the cluster of one to come up. */
  private void awaitUp(String path) {
    try (SocketClient first = connect()) {
      while (first.send(request("GET", path)).reply().status() != 200) {
        Thread.onSpinWait();
      }
    }
  }

  SocketClient connect() {
    return SocketClient.connect(server.address().getPort());
  }

  /** The next who comes in. */
  Connection comer() throws InterruptedException {
    Connection connection = entered.poll(20, TimeUnit.SECONDS);
    assertThat(connection).as("somebody came within 20 s").isNotNull();
    connection.attached(new Diary());
    return connection;
  }

  /** Those who came and were not asked for. */
  List<Connection> others() {
    return List.copyOf(entered);
  }

  void forget() {
    entered.clear();
  }

  static String post(String path, String body) {
    return request("POST", path, "Content-Length: " + body.length()) + body;
  }

  static void assertError(HttpReply reply, int status, String code, String message) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.headers()).containsEntry("content-type", "application/json");
    assertThat(reply.body())
        .startsWith("{\"type\":\"error\",\"code\":\"" + code)
        .contains(",\"message\":\"", message)
        .doesNotContain("Exception", "\tat ");
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
