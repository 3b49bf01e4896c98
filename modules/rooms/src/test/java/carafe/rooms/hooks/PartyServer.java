package carafe.rooms.hooks;

import carafe.rooms.api.Party;
import carafe.rooms.awake.RowsInMemory;
import carafe.rooms.calls.CallSettings;
import carafe.rooms.calls.ClusterCalls;
import carafe.rooms.census.Census;
import carafe.rooms.census.CensusSettings;
import carafe.rooms.census.Tally;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Clocks;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.http.Denials;
import carafe.rooms.http.FrontDoor;
import carafe.rooms.http.HttpServer;
import carafe.rooms.http.HttpSettings;
import carafe.rooms.http.Transports;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.Cors;
import carafe.rooms.party.RoomTypes;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.recovery.RecoverySettings;
import carafe.rooms.relay.RelaySettings;
import carafe.rooms.relay.Relays;
import carafe.rooms.storage.StorageLimits;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;

/** A cluster of one with a journal in memory, where parties are reached over real sockets. */
public final class PartyServer implements AutoCloseable {
  private static final String CONFIG =
      """
      pekko.loglevel = WARNING
      pekko.persistence.journal.plugin = "pekko.persistence.testkit.journal"
      pekko.persistence.snapshot-store.plugin = "pekko.persistence.testkit.snapshotstore.pluginid"
      pekko.persistence.typed.stash-capacity = 65536
      pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
      pekko.logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
      pekko.actor.provider = cluster
      pekko.actor.serialize-messages = on
      pekko.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
      pekko.coordinated-shutdown.run-by-actor-system-terminate = off
      pekko.cluster.jmx.enabled = off
      pekko.cluster.periodic-tasks-initial-delay = 100 ms
      pekko.cluster.downing-provider-class = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
      pekko.cluster.sharding.passivation.strategy = none
      carafe.rooms.relay { attach-retry-min = 20 ms, linger = 50 ms }
      """;

  private static final AtomicInteger ROOMS = new AtomicInteger();

  public final ActorSystem<Void> system;
  public final PersistenceTestKit journal;
  public final RowsInMemory awake = new RowsInMemory();
  private final BoundServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param settings HOCON over the usual ones
   */
  public PartyServer(String settings, Map<String, Class<? extends Party>> parties) {
    this(
        settings,
        parties.entrySet().stream()
            .map(
                party ->
                    new PartySettings(
                        party.getKey(),
                        party.getValue(),
                        Duration.ofMinutes(2),
                        20_000,
                        256 << 10,
                        Cors.none()))
            .toList());
  }

  public PartyServer(String settings, List<PartySettings> parties) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseString(CONFIG))
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load())
            .resolve();
    system = ActorSystem.create(Behaviors.empty(), "parties", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    journal = PersistenceTestKit.create(system);
    PartyRooms rooms = PartyRooms.of(parties);
    RoomTypes types = RoomTypes.of(rooms.types());
    Tally tally = new Tally();
    Census census = Census.start(system, CensusSettings.of(config), tally);
    DenialSettings denialSettings = DenialSettings.of(config);
    DenialBudget budget = new DenialBudget(denialSettings);
    RelaySettings relaySettings = RelaySettings.of(config);
    Relays relays = Relays.start(system, relaySettings, budget);
    Clock clock = Clock.systemUTC();
    ClusterCalls calls =
        new ClusterCalls(
            system, CallSettings.of(config), () -> types, relays, tally, census, clock);
    rooms.start(
        system,
        HookSettings.of(config),
        StorageLimits.of(config),
        calls,
        awake,
        Recoveries.start(system, RecoverySettings.of(config)),
        clock);
    ConnectionSettings connectionSettings = ConnectionSettings.of(config);
    Connections connections = new Connections(connectionSettings, relays, Clocks.system(), tally);
    HttpSettings httpSettings = HttpSettings.of(config);
    Transport transport = Transports.of(TransportSettings.of(config), connections.budgets());
    FrontDoor door =
        new FrontDoor(
            system,
            httpSettings,
            new Denials(system, denialSettings, budget, relaySettings.denialDelay()),
            types,
            connections,
            transport,
            _ ->
                CompletableFuture.completedStage(
                    org.apache.pekko.http.javadsl.model.HttpResponse.create().withStatus(404)));
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
  }

  /** A room id that no other test has. */
  public static String freshRoom() {
    return "r" + ROOMS.incrementAndGet();
  }

  public int port() {
    return server.address().getPort();
  }

  /** A WebSocket to {@code /parties/…}. */
  public SocketClient open(String address) {
    return SocketClient.open(port(), "/parties/" + address);
  }

  /**
   * Sends a request to {@code /parties/…} and waits for the answer.
   *
   * @param headers names and values by turns
   */
  public HttpResponse<String> request(
      String method, String address, String body, String... headers) {
    return send(method, address, body, headers).join();
  }

  /** The same without waiting. */
  public CompletableFuture<HttpResponse<String>> send(
      String method, String address, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/parties/" + address))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String address) {
    return request("GET", address, "");
  }

  /** Tells a room's actor something, as the cluster does. */
  void tell(String address, RoomMessage message) {
    String[] parts = address.split("/", 2);
    ClusterSharding.get(system)
        .entityRefFor(EntityTypeKey.create(RoomMessage.class, parts[0]), parts[1])
        .tell(message);
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
