package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.recovery.Urgency;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StoredState;
import carafe.rooms.storage.journal.StorageJournal;
import java.time.Duration;
import java.time.Instant;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/** The actor of one room of a party: stores what its hooks changed, and lets it rest. */
final class PartyActor extends EventSourcedBehavior<RoomMessage, StorageChange, StoredState> {
  private static final int SNAPSHOT_EVERY = 100;
  private static final Duration LOOK_AT_TIME_EVERY = Duration.ofMillis(250);

  private enum Life {
    STARTING,
    RUNNING,
    /** It did not start; whoever asks is told so until sharding stops it. */
    BROKEN,
    STOPPING
  }

  private final ActorContext<RoomMessage> context;
  private final TimerScheduler<RoomMessage> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final PartyNode node;
  private final PartySettings settings;
  private final Inside inside;
  private Life life = Life.STARTING;

  /** What waits for the alarm's row; null when nothing does. */
  private Ledger.@Nullable Entry prepared;

  private long lastActive = System.nanoTime();
  private boolean looksAtTime;
  private boolean looksAtRest;

  static Behavior<RoomMessage> create(
      EntityContext<RoomMessage> entity, PartyRoom type, PartyNode node) {
    return node.recoveries()
        .inTurn(
            PartyActor::urgency,
            Behaviors.setup(
                context ->
                    Behaviors.withTimers(
                        timers -> new PartyActor(context, timers, entity, type, node))));
  }

  private static Urgency urgency(RoomMessage message) {
    return switch (message) {
      case ToRoom.Requested m when !m.callers().isEmpty() -> Urgency.NEEDED;
      case ToRoom.Knocked m when !m.callers().isEmpty() -> Urgency.NEEDED;
      case ToRoom.Wake _ -> Urgency.DUE;
      default -> Urgency.ASKED;
    };
  }

  private PartyActor(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      EntityContext<RoomMessage> entity,
      PartyRoom type,
      PartyNode node) {
    // Not PersistenceId.of: a room's id may hold its separator, a party's name does not.
    super(PersistenceId.ofUniqueId(type.party() + "|" + entity.getEntityId()));
    this.context = context;
    this.timers = timers;
    this.shard = entity.getShard();
    this.settings = type.settings();
    this.node = node;
    this.inside =
        new Inside(
            new RoomAddress(type.party(), entity.getEntityId()),
            context,
            timers,
            type,
            node,
            () -> lastSequenceNumber(context));
  }

  // --- the journal ---

  @Override
  public StoredState emptyState() {
    return new StoredState();
  }

  @Override
  public EventHandler<StoredState, StorageChange> eventHandler() {
    return StoredState::evolve;
  }

  @Override
  public EventAdapter<StorageChange, JournalEntry> eventAdapter() {
    return StorageJournal.eventAdapter(node.clock());
  }

  @Override
  public SnapshotAdapter<StoredState> snapshotAdapter() {
    return StorageJournal.snapshotAdapter();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2);
  }

  @Override
  public SignalHandler<StoredState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            stored -> {
              node.recoveries().done(context.getSelf());
              inside.recovered(stored);
              context.getSelf().tell(new Note.Recovered());
            })
        .onSignal(
            Terminated.class,
            (_, terminated) -> context.getSelf().tell(new Note.RelayGone(terminated.getRef())))
        .onSignal(PostStop.instance(), _ -> inside.ended())
        .build();
  }

  // --- messages ---

  @Override
  public CommandHandler<RoomMessage, StorageChange, StoredState> commandHandler() {
    return (_, message) -> inside.turns().inRoom(() -> on(message));
  }

  private Effect<StorageChange, StoredState> on(RoomMessage message) {
    switch (message) {
      case Note.RowWritten _ -> {
        return prepared == null ? settle() : store(prepared);
      }
      case Note.RowFailed(Throwable why) ->
          throw new IllegalStateException("The row of an alarm could not be written", why);
      case Note note -> onNote(note);
      case ToRoom.Stop _ -> stop();
      case ToRoom it when life == Life.BROKEN -> Floor.refuse(it, Replies.BROKEN);
      case ToRoom it when life == Life.STOPPING -> Floor.refuse(it, Replies.UNAVAILABLE);
      case ToRoom it -> {
        lastActive = System.nanoTime();
        inside.floor().on(it);
      }
      default -> {
        return Effect().unhandled();
      }
    }
    return settle();
  }

  private void onNote(Note note) {
    switch (note) {
      case Note.Recovered _ -> inside.start(this::started);
      case Note.GoOn m -> inside.gate().goesOn(m.section(), m.run());
      case Note.Begin m -> inside.gate().begins(m.run());
      case Note.RelayGone(ActorRef<?> relay) -> {
        ActorRef<ToRelay> gone = relay.unsafeUpcast();
        inside.gate().begins(() -> inside.floor().gone(gone));
      }
      case Note.AlarmDue(Instant at) -> inside.gate().begins(() -> inside.alarm().due(at));
      case Note.TimerDue(long number) -> inside.gate().begins(() -> inside.timers().due(number));
      case Note.LookAtTime _ -> {
        looksAtTime = false;
        if (prepared == null) { // between "taken" and "stored" nothing of the party runs
          inside.sections().endLate();
        }
      }
      case Note.LookAtRest _ -> lookAtRest();
      case Note.StopNow _ -> stopNow();
      case Note.Store _, Note.RowWritten _, Note.RowFailed _ -> {}
    }
  }

  private void started(boolean succeeded) {
    if (life != Life.STARTING) {
      return;
    }
    if (succeeded) {
      life = Life.RUNNING;
    } else {
      life = Life.BROKEN;
      inside.replies().refuseAll(Replies.BROKEN);
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }

  private void stop() {
    life = Life.STOPPING;
    timers.startSingleTimer(Note.StopNow.class, new Note.StopNow(), node.hooks().stopGrace());
  }

  private void stopNow() {
    if (prepared == null) {
      inside.sections().endAll();
    } else {
      timers.startSingleTimer(Note.StopNow.class, new Note.StopNow(), LOOK_AT_TIME_EVERY);
    }
  }

  /** Runs what may run until something has to be stored or nothing is left, and stores it. */
  private Effect<StorageChange, StoredState> settle() {
    while (prepared == null && inside.ledger().isSettled()) {
      Gate.Work next = inside.gate().next(mayBegin());
      if (next == null) {
        break;
      }
      next.run().run();
    }
    if (prepared == null && !inside.ledger().isSettled()) {
      return store();
    }
    inside.audience().acknowledge();
    if (life == Life.STOPPING && prepared == null && inside.sections().unfinished() == 0) {
      return Effect().stop();
    }
    lookLater();
    return Effect().none();
  }

  private boolean mayBegin() {
    return life == Life.RUNNING && inside.sections().unfinished() < node.hooks().unfinishedMax();
  }

  private Effect<StorageChange, StoredState> store() {
    Ledger.Entry entry = inside.ledger().take();
    return switch (entry.change().alarm().orElse(null)) {
      case StorageChange.AlarmSet(Instant at) -> {
        prepared = entry;
        inside
            .alarm()
            .leaveWord(at)
            .whenComplete(
                (_, failure) ->
                    context
                        .getSelf()
                        .tell(
                            failure == null ? new Note.RowWritten() : new Note.RowFailed(failure)));
        yield Effect().none();
      }
      case StorageChange.AlarmDropped _ -> store(entry);
      case null -> store(entry);
    };
  }

  private Effect<StorageChange, StoredState> store(Ledger.Entry entry) {
    prepared = null;
    return Effect()
        .persist(entry.change())
        .thenRun(
            _ ->
                inside
                    .turns()
                    .inRoom(
                        () -> {
                          entry.afterwards().forEach(Runnable::run);
                          inside.audience().acknowledge();
                          context.getSelf().tell(new Note.Store());
                          return entry;
                        }));
  }

  // --- resting ---

  private void lookLater() {
    if (!looksAtTime && inside.sections().unfinished() > 0) {
      looksAtTime = true;
      timers.startSingleTimer(Note.LookAtTime.class, new Note.LookAtTime(), LOOK_AT_TIME_EVERY);
    }
    if (!looksAtRest && life == Life.RUNNING && inside.isIdle()) {
      looksAtRest = true;
      Duration wait = settings.passivateAfter();
      timers.startSingleTimer(
          Note.LookAtRest.class,
          new Note.LookAtRest(),
          wait.compareTo(Alarm.LONGEST_TIMER) > 0 ? Alarm.LONGEST_TIMER : wait);
    }
  }

  private void lookAtRest() {
    looksAtRest = false;
    boolean longEnough = System.nanoTime() - lastActive >= settings.passivateAfter().toNanos();
    if (longEnough && inside.isIdle() && !inside.alarm().isNear()) {
      shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
    }
  }
}
