package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.RoomType;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.recovery.RecoverySettings;
import carafe.rooms.relay.RelaySettings;
import carafe.rooms.relay.Relays;
import carafe.rules.host.HostIndex;
import carafe.rules.session.Event;
import carafe.tasting.TastingRooms;
import carafe.tasting.TastingSettings;
import carafe.tasting.host.HostRoom;
import carafe.tasting.journal.HostJournal;
import carafe.tasting.journal.SessionJournal;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.util.ByteString;

/**
 * Sessions and host indexes in a cluster of one, with real relays, on a journal in memory that
 * serializes.
 */
final class Table implements AutoCloseable {
  private static final String CONFIG =
      """
      pekko.actor.provider = cluster
      pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
      pekko.cluster.jmx.multi-mbeans-in-same-jvm = on
      pekko.cluster.sharding.passivation.strategy = none
      pekko.cluster.sharding.number-of-shards = 32
      # Nothing has to be handed over at the end of a test.
      pekko.coordinated-shutdown.run-by-actor-system-terminate = off
      pekko.loglevel = WARNING
      pekko.loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
      pekko.persistence.journal.plugin = "pekko.persistence.testkit.journal"
      pekko.persistence.snapshot-store.plugin = "pekko.persistence.testkit.snapshotstore.pluginid"
      pekko.persistence.typed.stash-capacity = 65536
      carafe.rooms.relay { attach-retry-min = 20 ms, denial-delay = 10 ms, linger = 50 ms }
      """;

  final ActorTestKit kit;
  final AwakeRows awake = new AwakeRows();
  final PersistenceTestKit journal;
  final TableClock clock = new TableClock();
  private final TastingSettings settings;
  private final Recoveries recoveries;
  private final ClusterSharding sharding;
  private final Relays relays;
  private final List<RoomType> types;
  private final AtomicInteger codes = new AtomicInteger(1000);
  private final AtomicInteger ids = new AtomicInteger();

  /**
   * @param settings HOCON over the usual ones
   */
  Table(String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseString(CONFIG))
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load())
            .resolve();
    kit = ActorTestKit.create("table", config);
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    this.settings = TastingSettings.from(config.getConfig("carafe"));
    recoveries = Recoveries.start(kit.system(), RecoverySettings.of(config));
    types = TastingRooms.start(kit.system(), this.settings, awake, recoveries, clock);
    relays =
        Relays.start(
            kit.system(), RelaySettings.of(config), new DenialBudget(DenialSettings.of(config)));
    sharding = ClusterSharding.get(kit.system());
    journal = PersistenceTestKit.create(kit.system());
    // both kinds of rooms are reachable: no test waits for the cluster to form
    get(session("0000"), Map.of());
    get(host("NOBODY"), Map.of());
  }

  // --- addresses of their own for every test ---

  String freshCode() {
    return Integer.toString(codes.incrementAndGet());
  }

  String freshHost() {
    return "FALCON-" + ids.incrementAndGet();
  }

  String freshId() {
    return "connection-" + ids.incrementAndGet();
  }

  // --- people ---

  /** Somebody connects to a session. */
  Guest guest(String code) {
    return guest(code, freshId());
  }

  Guest guest(String code, String connectionId) {
    return enter(SessionRoom.PARTY, code, new Visitor(connectionId, "", Map.of(), Map.of()));
  }

  /** Somebody connects to a host's list. */
  Guest listener(String hostId, Map<String, String> query) {
    return enter(HostRoom.PARTY, hostId, new Visitor(freshId(), "", query, Map.of()));
  }

  private Guest enter(String party, String room, Visitor visitor) {
    RoomType type = type(party);
    Guest guest = new Guest(type.language(), visitor);
    relays.enter(type, new RoomAddress(party, room), guest);
    return guest;
  }

  Relays relays() {
    return relays;
  }

  RoomType type(String party) {
    return types.stream().filter(t -> t.party().equals(party)).findFirst().orElseThrow();
  }

  // --- rooms ---

  EntityRef<RoomMessage> session(String code) {
    return sharding.entityRefFor(SessionRoom.ENTITY, code);
  }

  EntityRef<RoomMessage> host(String id) {
    return sharding.entityRefFor(HostRoom.ENTITY, id);
  }

  /** A session's actor whose shard is the test's; nobody reaches it through sharding. */
  ActorRef<RoomMessage> spawn(String code, ActorRef<ClusterSharding.ShardCommand> shard) {
    return kit.spawn(
        SessionActor.create(
            new EntityContext<>(SessionRoom.ENTITY, code, shard),
            settings.session(),
            settings.requireHostKey(),
            awake,
            recoveries,
            clock));
  }

  /** Stops the room's actor, as a move does; relays come to its next incarnation. */
  void move(String code) {
    session(code).tell(new ToRoom.Stop());
  }

  /** Wakes the room by its row, as the waker does. */
  void wake(String code) {
    session(code).tell(new ToRoom.Wake(awake.of(code)));
  }

  /** An HTTP request, made again when the room stopped before it answered. */
  Response get(EntityRef<RoomMessage> room, Map<String, String> query) {
    Request request =
        new Request("GET", "", query, Map.of(), ByteString.emptyByteString(), Optional.empty());
    for (int tries = 0; tries < 15; tries++) {
      TestProbe<Response> probe = kit.createTestProbe(Response.class);
      room.tell(new ToRoom.Requested(request, probe.ref()));
      try {
        return probe.receiveMessage(Duration.ofSeconds(1));
      } catch (AssertionError nothing) {
        // next try
      }
    }
    throw new AssertionError("the room never answers");
  }

  Heard summary(String code) {
    return Heard.of(get(session(code), Map.of()).body());
  }

  /** Has these things happen so fast that the session's actor finds them all at once. */
  void burst(String code, Runnable... things) {
    TableClock.Stall stall = clock.stall("reserve");
    TestProbe<SessionMessage.ReserveReply> probe =
        kit.createTestProbe(SessionMessage.ReserveReply.class);
    session(code).tell(new SessionMessage.ReserveCode(probe.ref()));
    stall.awaitStanding();
    for (Runnable thing : things) {
      thing.run();
    }
    guest(code).awaitRelay(); // which has passed on all that came before
    stall.end();
    probe.receiveMessage();
  }

  /** Whatever was due at once, wherever, has come due; the rooms may not have dealt with it yet. */
  void letTimersFire() {
    CompletableFuture<Void> later = new CompletableFuture<>();
    kit.scheduler()
        .scheduleOnce(
            Duration.ofMillis(100), () -> later.complete(null), kit.system().executionContext());
    later.orTimeout(15, TimeUnit.SECONDS).join();
  }

  /** Status of the public summary; the room has dealt with all it was sent before. */
  int status(String code) {
    return get(session(code), Map.of()).status();
  }

  // --- the journal ---

  /** The names of all events of a session, in order. */
  List<String> events(String code) {
    return stored(SessionRoom.PARTY, code);
  }

  List<String> hostEvents(String hostId) {
    return stored(HostRoom.PARTY, hostId);
  }

  private List<String> stored(String party, String room) {
    return journal.persistedInStorage(party + "|" + room).stream()
        .map(JournalEntry.class::cast)
        .map(JournalEntry::name)
        .toList();
  }

  /** A session like this one on a code where nobody ever was; its room does not run. */
  String copy(String code) {
    String copy = freshCode();
    journal.persistForRecovery(
        SessionRoom.PARTY + "|" + copy, journal.persistedInStorage(SessionRoom.PARTY + "|" + code));
    return copy;
  }

  /** A host id that was used, without a key, before this server; its room does not run. */
  String hostWithoutKey() {
    String hostId = freshHost();
    HostIndex.Event claimed = new HostIndex.Event.HostClaimed(Optional.empty(), clock.instant());
    journal.persistForRecovery(
        HostRoom.PARTY + "|" + hostId, List.of(HostJournal.eventAdapter().toJournal(claimed)));
    return hostId;
  }

  /** A session that such a host created before this server; its room does not run. */
  String sessionWithoutKey(String hostId) {
    String code = freshCode();
    Event created = Sessions.creation(hostId, clock.instant());
    journal.persistForRecovery(
        SessionRoom.PARTY + "|" + code, List.of(SessionJournal.eventAdapter().toJournal(created)));
    return code;
  }

  /** The next event of a session is not stored. */
  void failNext(String code) {
    journal.failNextPersisted(SessionRoom.PARTY + "|" + code);
  }

  /** The next event of a host's index is not stored. */
  void failNextOfHost(String hostId) {
    journal.failNextPersisted(HostRoom.PARTY + "|" + hostId);
  }

  /** Whether the session's actor runs. */
  boolean isRunning(String code) {
    return isRunning(SessionRoom.ENTITY, code);
  }

  /** Whether the actor of the host's index runs. */
  boolean isHostRunning(String hostId) {
    return isRunning(HostRoom.ENTITY, hostId);
  }

  private boolean isRunning(EntityTypeKey<RoomMessage> type, String room) {
    TestProbe<ShardRegion.CurrentShardRegionState> probe =
        kit.createTestProbe(ShardRegion.CurrentShardRegionState.class);
    sharding.shardState().tell(new GetShardRegionState(type, probe.ref()));
    return probe.receiveMessage().getShards().stream()
        .anyMatch(shard -> shard.getEntityIds().contains(room));
  }

  /** Waits for a fact that nobody tells of. */
  void await(String fact, BooleanSupplier isSo) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("never so: " + fact);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    relays.closeAll(CloseCodes.GOING_AWAY, "", Duration.ZERO).toCompletableFuture().join();
    kit.shutdownTestKit();
  }
}
