package carafe.server.node;

import carafe.rooms.awake.AwakeTable;
import carafe.rooms.awake.Waker;
import carafe.rooms.calls.ClusterCalls;
import carafe.rooms.census.Census;
import carafe.rooms.census.Tally;
import carafe.rooms.connection.Clocks;
import carafe.rooms.connection.Connections;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.hooks.PartyRooms;
import carafe.rooms.http.Denials;
import carafe.rooms.http.FrontDoor;
import carafe.rooms.http.HttpServer;
import carafe.rooms.http.Transports;
import carafe.rooms.party.RoomType;
import carafe.rooms.party.RoomTypes;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.relay.Relays;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import carafe.server.management.Reporter;
import carafe.tasting.TastingRooms;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What a node has of rooms: the parties, the relays, the connections, and the door to them. */
final class RoomCluster {
  private final ActorSystem<?> system;
  private final RoomsSettings settings;
  private final RoomTypes types;
  private final Relays relays;
  private final Denials denials;
  private final Connections connections;

  /**
   * Starts all of it but the door.
   *
   * @param dataSource for the rows of rooms that must be woken; blocks
   */
  RoomCluster(ActorSystem<?> system, RoomsSettings settings, DataSource dataSource) {
    this.system = system;
    this.settings = settings;
    // The journal keeps milliseconds: what is told and what is stored must be the same instant.
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    AwakeTable awake =
        new AwakeTable(dataSource, system.dispatchers().lookup(DispatcherSelector.blocking()));
    Recoveries recoveries = Recoveries.start(system, settings.recovery());
    PartyRooms parties = PartyRooms.of(settings.parties());
    List<RoomType> all =
        new ArrayList<>(TastingRooms.start(system, settings.tasting(), awake, recoveries, clock));
    all.addAll(parties.types());
    types = RoomTypes.of(all);
    DenialBudget budget = new DenialBudget(settings.denials());
    relays = Relays.start(system, settings.relay(), budget);
    denials = new Denials(system, settings.denials(), budget, settings.relay().denialDelay());
    Tally tally = new Tally();
    Census census = Census.start(system, settings.census(), tally);
    parties.start(
        system,
        settings.hooks(),
        settings.storage(),
        new ClusterCalls(system, settings.calls(), () -> types, relays, tally, census, clock),
        awake,
        recoveries,
        clock);
    Waker.start(system, settings.waker(), awake, types::entity);
    Reporter.start(system, types, tally);
    connections =
        new Connections(settings.connection(), relays, new Clocks(System::nanoTime, clock), tally);
  }

  /**
   * Opens the door.
   *
   * @param elsewhere answers what goes to no party
   * @return fails when the port is taken
   */
  CompletionStage<BoundServer> listen(
      String address, int port, Function<HttpRequest, CompletionStage<HttpResponse>> elsewhere) {
    Transport transport = Transports.of(settings.transport(), connections.budgets());
    FrontDoor door =
        new FrontDoor(system, settings.http(), denials, types, connections, transport, elsewhere);
    return HttpServer.start(
        system,
        address,
        port,
        transport,
        door,
        connections,
        settings.connection(),
        settings.http());
  }

  /** The names of all kinds of room. */
  List<String> parties() {
    return types.all().stream().map(RoomType::party).toList();
  }

  /**
   * Lets nobody in any more, and tells everybody who is here to come back in a moment.
   *
   * @param spread between the first one and the last
   */
  CompletionStage<Done> leave(Duration spread) {
    connections.letNobodyIn();
    return relays.closeAll(CloseCodes.RESTART, "this server stops", spread);
  }
}
