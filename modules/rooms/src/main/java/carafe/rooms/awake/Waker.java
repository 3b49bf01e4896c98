package carafe.rooms.awake;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.SingletonActor;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the rooms of the cluster that owe something (DESIGN.md, Awake): one in the cluster, it
 * looks who is due when it starts, when a node is gone, and every now and then. A room that runs
 * takes being woken lightly, so nobody asks which ones run: with many of them a look takes long.
 * Who became due since the last look is therefore not left to the end.
 */
public final class Waker extends AbstractBehavior<Waker.Message> {
  /** Only its timers, the table and the cluster tell it something. */
  sealed interface Message extends NoSerializationVerificationNeeded {}

  private record Look() implements Message {}

  private record NodeGone() implements Message {}

  private record Found(Pass pass, List<DueRooms.Due> page) implements Message {}

  private record Trouble(Throwable cause) implements Message {}

  private record WakeSome() implements Message {}

  /** Rooms are woken in so many small portions a second. */
  private static final int PORTIONS_PER_SECOND = 10;

  /** Who became due in so many intervals before it started is new: another one may have ended. */
  private static final int BEFORE_START = 2;

  private final TimerScheduler<Message> timers;
  private final WakerSettings settings;
  private final DueRooms dueRooms;
  private final Function<String, Optional<EntityTypeKey<RoomMessage>>> keys;
  private final Clock clock;
  private final Set<String> unknownParties = new HashSet<>();

  /** Through those that became due since the last look; null when there is nobody left. */
  private @Nullable Pass fresh;

  /** Through all of them; null when it is over. */
  private @Nullable Pass all;

  /** Until when those that became due have been woken. */
  private Instant seen;

  /** Whether it was the fresh ones' turn: both have every other portion while both have some. */
  private boolean freshHadTurn;

  /** A page is being read, or the next portion waits for its time. */
  private boolean busy;

  private boolean lookAgain;
  private boolean inTrouble;

  /**
   * Starts the one of the cluster; to be called on every node.
   *
   * @param keys under which key the rooms of a party are sharded; empty: there is no such party
   */
  public static void start(
      ActorSystem<?> system,
      WakerSettings settings,
      DueRooms dueRooms,
      Function<String, Optional<EntityTypeKey<RoomMessage>>> keys) {
    Behavior<Message> waker =
        Behaviors.supervise(create(settings, dueRooms, keys, Clock.systemUTC()))
            .onFailure(
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2));
    ClusterSingleton.get(system).init(SingletonActor.of(waker, "waker"));
  }

  static Behavior<Message> create(
      WakerSettings settings,
      DueRooms dueRooms,
      Function<String, Optional<EntityTypeKey<RoomMessage>>> keys,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Waker(context, timers, settings, dueRooms, keys, clock)));
  }

  private Waker(
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      WakerSettings settings,
      DueRooms dueRooms,
      Function<String, Optional<EntityTypeKey<RoomMessage>>> keys,
      Clock clock) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.dueRooms = dueRooms;
    this.keys = keys;
    this.clock = clock;
    this.seen = clock.instant().minus(settings.interval().multipliedBy(BEFORE_START));
    timers.startTimerAtFixedRate(new Look(), settings.interval());
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(MemberRemoved.class, _ -> new NodeGone()),
                MemberRemoved.class));
    look();
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case Look _ -> look();
      case NodeGone _ -> nodeGone();
      case Found m -> found(m);
      case Trouble m -> trouble(m.cause());
      case WakeSome _ -> {
        busy = false;
        goOn();
      }
    }
    return this;
  }

  private void look() {
    Instant now = clock.instant();
    if (fresh == null) {
      fresh = Pass.since(seen, now);
    }
    if (all == null) {
      all = Pass.throughAll(now);
    }
    goOn();
  }

  /** Its rooms may be among those this look has already passed. */
  private void nodeGone() {
    lookAgain = all != null;
    look();
  }

  /** A portion and a pause, page after page, until nobody is left. */
  private void goOn() {
    if (busy) {
      return;
    }
    if (fresh != null && fresh.isOver()) {
      seen = fresh.until();
      fresh = null;
    }
    if (all != null && all.isOver()) {
      all = lookAgain ? Pass.throughAll(clock.instant()) : null;
      lookAgain = false;
    }
    Pass pass = fresh == null || (all != null && freshHadTurn) ? all : fresh;
    if (pass == null) {
      return;
    }
    freshHadTurn = pass == fresh;
    busy = true;
    if (pass.hasSome()) {
      wakeSome(pass);
    } else {
      readPage(pass);
    }
  }

  private void readPage(Pass pass) {
    getContext()
        .pipeToSelf(
            dueRooms.due(pass.until(), pass.last(), settings.page()),
            (page, cause) -> page == null ? new Trouble(cause) : new Found(pass, page));
  }

  private void found(Found found) {
    if (inTrouble) {
      inTrouble = false;
      getContext().getLog().info("The rooms that are due can be read again");
    }
    found.pass().found(found.page(), settings.page());
    busy = false;
    goOn();
  }

  private void trouble(Throwable cause) {
    if (!inTrouble) {
      inTrouble = true;
      getContext()
          .getLog()
          .warn(
              "The rooms that are due cannot be read, trying again every {}: {}",
              settings.interval(),
              cause.toString());
    }
    fresh = null; // the next look begins at the beginning
    all = null;
    busy = false;
  }

  private void wakeSome(Pass pass) {
    int portion = Math.max(1, settings.roomsPerSecond() / PORTIONS_PER_SECOND);
    for (int i = 0; i < portion; i++) {
      pass.next().ifPresent(this::wake);
    }
    Duration pause =
        Duration.ofSeconds(1).multipliedBy(portion).dividedBy(settings.roomsPerSecond());
    timers.startSingleTimer(new WakeSome(), pause);
  }

  private void wake(DueRooms.Due due) {
    keys.apply(due.room().party())
        .ifPresentOrElse(
            key ->
                ClusterSharding.get(getContext().getSystem())
                    .entityRefFor(key, due.room().room())
                    .tell(new ToRoom.Wake(Optional.of(due.at()))),
            () -> skip(due.room().party()));
  }

  private void skip(String party) {
    if (unknownParties.add(party)) {
      getContext()
          .getLog()
          .warn("Rooms of party {} are due, but there is no such party any more: skipped", party);
    }
  }
}
