package carafe.rooms.awake;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
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
 * takes being woken lightly, so nobody asks which ones run.
 */
public final class Waker extends AbstractBehavior<Waker.Message> {
  /** Only its timers, the table and the cluster tell it something. */
  sealed interface Message extends NoSerializationVerificationNeeded {}

  private record Look() implements Message {}

  private record NodeGone() implements Message {}

  private record Found(List<DueRooms.Due> page) implements Message {}

  private record Trouble(Throwable cause) implements Message {}

  private record WakeSome() implements Message {}

  /** Rooms are woken in so many small portions a second. */
  private static final int PORTIONS_PER_SECOND = 10;

  private final TimerScheduler<Message> timers;
  private final WakerSettings settings;
  private final DueRooms dueRooms;
  private final Function<String, Optional<EntityTypeKey<RoomMessage>>> keys;
  private final Clock clock;
  private final Queue<DueRooms.Due> toWake = new ArrayDeque<>();
  private final Set<String> unknownParties = new HashSet<>();

  /** The instant for which it is looking; null between two looks. */
  private @Nullable Instant now;

  private Optional<DueRooms.Due> last = Optional.empty();
  private boolean pageFull;
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
      case Found m -> found(m.page());
      case Trouble m -> trouble(m.cause());
      case WakeSome _ -> wakeSome();
    }
    return this;
  }

  private void look() {
    if (now == null) {
      now = clock.instant();
      last = Optional.empty();
      readPage(now);
    }
  }

  /** Its rooms may be among those this look has already passed. */
  private void nodeGone() {
    lookAgain = now != null;
    look();
  }

  private void readPage(Instant at) {
    getContext()
        .pipeToSelf(
            dueRooms.due(at, last, settings.page()),
            (page, cause) -> page == null ? new Trouble(cause) : new Found(page));
  }

  private void found(List<DueRooms.Due> page) {
    if (inTrouble) {
      inTrouble = false;
      getContext().getLog().info("The rooms that are due can be read again");
    }
    toWake.addAll(page);
    pageFull = page.size() >= settings.page();
    if (!page.isEmpty()) {
      last = Optional.of(page.getLast());
    }
    wakeSome();
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
    now = null; // the next look begins at the beginning
  }

  /** A portion and a pause, page after page, until nobody is left. */
  private void wakeSome() {
    if (!toWake.isEmpty()) {
      int portion = Math.max(1, settings.roomsPerSecond() / PORTIONS_PER_SECOND);
      for (int i = 0; i < portion && !toWake.isEmpty(); i++) {
        wake(toWake.remove());
      }
      Duration pause =
          Duration.ofSeconds(1).multipliedBy(portion).dividedBy(settings.roomsPerSecond());
      timers.startSingleTimer(new WakeSome(), pause);
    } else if (pageFull && now != null) {
      readPage(now);
    } else {
      now = null;
      if (lookAgain) {
        lookAgain = false;
        look();
      }
    }
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
