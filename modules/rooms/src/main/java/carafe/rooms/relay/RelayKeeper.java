package carafe.rooms.relay;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.RelayMessage;
import carafe.rooms.party.RoomType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * Makes the relays of a node on demand and lets them go. A connection is never sent to a relay that
 * may go: both count what was sent, and only equal counts part.
 */
final class RelayKeeper extends AbstractBehavior<Relays.Message> {
  private static final String DISPATCHER = "carafe-relays-dispatcher";

  /** Of a connection that is turned away. */
  private static final Inbox DEAF =
      new Inbox() {
        @Override
        public void heard(ClientMessage message, Instant at) {}

        @Override
        public void closed(int code, String reason, boolean clean) {}
      };

  private final TimerScheduler<Relays.Message> timers;
  private final RelaySettings settings;
  private final DenialBudget denials;
  private final FanOut fanOut;
  private final Map<RoomAddress, Kept> byAddress = new HashMap<>();
  private final Map<ActorRef<RelayMessage>, Kept> byRelay = new HashMap<>();
  private final List<CompletableFuture<Done>> closings = new ArrayList<>();
  private Relays.@Nullable CloseAll closing;

  private static final class Kept {
    final RoomAddress address;
    final Place place;
    final ActorRef<RelayMessage> relay;
    int sent;

    Kept(RoomAddress address, Place place, ActorRef<RelayMessage> relay) {
      this.address = address;
      this.place = place;
      this.relay = relay;
    }
  }

  static Behavior<Relays.Message> create(RelaySettings settings, DenialBudget denials) {
    // Resumed, not restarted: a failure costs one connection its relay, never all of them.
    return Behaviors.supervise(
            Behaviors.<Relays.Message>setup(
                context ->
                    Behaviors.withTimers(
                        timers -> new RelayKeeper(context, timers, settings, denials))))
        .onFailure(SupervisorStrategy.resume());
  }

  private RelayKeeper(
      ActorContext<Relays.Message> context,
      TimerScheduler<Relays.Message> timers,
      RelaySettings settings,
      DenialBudget denials) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.denials = denials;
    this.fanOut = FanOut.start(settings.splitFrom());
  }

  @Override
  public Receive<Relays.Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Relays.Message> onMessage(Relays.Message message) {
    switch (message) {
      case Relays.Enter m -> enter(m);
      case Relays.MayGo m -> mayGo(m);
      case Relays.Ended m -> ended(m.relay());
      case Relays.CloseAll m -> closeAll(m);
      case Relays.ClosedEnough _ -> closedEnough();
    }
    return this;
  }

  private void enter(Relays.Enter enter) {
    if (closing != null) {
      enter.connection().attached(DEAF);
      enter.connection().close(closing.code(), closing.reason());
      return;
    }
    Kept kept = kept(enter);
    kept.sent++;
    kept.place.onTheWay().sent(enter.connection());
    kept.relay.tell(new Inner.Enter(enter.connection()));
  }

  private Kept kept(Relays.Enter enter) {
    try {
      return byAddress.computeIfAbsent(enter.address(), address -> make(enter.type(), address));
    } catch (RuntimeException e) { // nobody else knows of the connection
      enter.connection().attached(DEAF);
      enter.connection().close(CloseCodes.FAILED, "");
      throw e;
    }
  }

  private Kept make(RoomType type, RoomAddress address) {
    Place place =
        new Place(
            type.party(),
            type.language(),
            ClusterSharding.get(getContext().getSystem())
                .entityRefFor(type.entity(), address.room()),
            settings,
            denials,
            fanOut,
            new OnTheWay(),
            getContext().getSelf().narrow());
    ActorRef<RelayMessage> relay =
        getContext()
            .spawnAnonymous(RoomRelay.create(place), DispatcherSelector.fromConfig(DISPATCHER));
    getContext().watchWith(relay, new Relays.Ended(relay));
    Kept kept = new Kept(address, place, relay);
    byRelay.put(relay, kept);
    return kept;
  }

  private void mayGo(Relays.MayGo ask) {
    Kept kept = byRelay.get(ask.relay());
    if (kept != null && kept.sent == ask.entered()) {
      drop(kept);
      kept.relay.tell(new Inner.Go());
    }
  }

  private void ended(ActorRef<RelayMessage> relay) {
    Kept kept = byRelay.get(relay);
    if (kept != null) {
      getContext().getLog().error("A relay of party {} failed", kept.address.party());
      kept.place.onTheWay().lost().forEach(connection -> turnAway(connection, kept.place));
      drop(kept);
    }
  }

  /** It comes again, as those do whom the relay had taken; one may be why the relay failed. */
  private void turnAway(Connection connection, Place place) {
    try {
      connection.attached(DEAF);
      place.turnAway(connection);
    } catch (RuntimeException e) {
      getContext().getLog().error("A connection whose relay failed could not be closed", e);
    }
  }

  private void drop(Kept kept) {
    byAddress.remove(kept.address);
    byRelay.remove(kept.relay);
    if (closing != null && byRelay.isEmpty()) {
      closed();
    }
  }

  private void closeAll(Relays.CloseAll all) {
    closings.add(all.done());
    if (closing == null) {
      closing = all;
      for (ActorRef<RelayMessage> relay : byRelay.keySet()) {
        relay.tell(new Inner.CloseAll(all.code(), all.reason(), all.spread()));
      }
      timers.startSingleTimer(new Relays.ClosedEnough(), all.spread().plus(settings.closeGrace()));
    }
    if (byRelay.isEmpty()) {
      closed();
    }
  }

  private void closedEnough() {
    if (!closings.isEmpty()) {
      getContext()
          .getLog()
          .warn("{} rooms still have connections that do not close", byRelay.size());
      closed();
    }
  }

  private void closed() {
    closings.forEach(done -> done.complete(Done.getInstance()));
    closings.clear();
  }
}
