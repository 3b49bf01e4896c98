package carafe.tasting.host;

import carafe.rooms.api.Verdict;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.recovery.Urgency;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.tasting.journal.HostJournal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

/** The shell around {@link HostIndex}: a host's key and list, told to whoever shows the key. */
public final class HostIndexActor
    extends EventSourcedBehavior<RoomMessage, HostIndex.Event, HostIndex> {
  private static final String ALONE = "alone";

  /** What the actor tells itself; never from outside. */
  private sealed interface Note extends RoomMessage {}

  private record RelayGone(ActorRef<?> relay) implements Note {}

  private record ListDue() implements Note {}

  private record AloneFor() implements Note {}

  private final ActorContext<RoomMessage> context;
  private final Recoveries recoveries;
  private final TimerScheduler<RoomMessage> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final HostId host;
  private final HostSettings settings;
  private final Admission admission;
  private final Clock clock;
  private final Audience audience;
  private final Listeners listeners;

  /** A host index's actor, for the sharding entity of the host id. */
  public static Behavior<RoomMessage> create(
      EntityContext<RoomMessage> entity,
      HostSettings settings,
      boolean requireHostKey,
      Recoveries recoveries,
      Clock clock) {
    return recoveries.inTurn(
        HostIndexActor::urgency,
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new HostIndexActor(
                            context,
                            timers,
                            entity,
                            settings,
                            new Admission(requireHostKey),
                            recoveries,
                            clock))));
  }

  /** A host who creates a session waits for the claim, and its room does already. */
  private static Urgency urgency(RoomMessage message) {
    return switch (message) {
      case HostMessage.Claim _ -> Urgency.NEEDED;
      case HostMessage.Report _, ToRoom.Wake _ -> Urgency.DUE;
      default -> Urgency.ASKED;
    };
  }

  private HostIndexActor(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      EntityContext<RoomMessage> entity,
      HostSettings settings,
      Admission admission,
      Recoveries recoveries,
      Clock clock) {
    super(PersistenceId.of(HostRoom.PARTY, entity.getEntityId()));
    this.context = context;
    this.recoveries = recoveries;
    this.timers = timers;
    this.shard = entity.getShard();
    this.host = new HostId(entity.getEntityId());
    this.settings = settings;
    this.admission = admission;
    this.clock = clock;
    this.audience = new Audience(context);
    this.listeners = new Listeners(host, admission, audience, timers, settings.listInterval());
  }

  // --- the journal ---

  @Override
  public HostIndex emptyState() {
    return HostIndex.unused();
  }

  @Override
  public EventHandler<HostIndex, HostIndex.Event> eventHandler() {
    return HostIndex::evolve;
  }

  @Override
  public EventAdapter<HostIndex.Event, JournalEntry> eventAdapter() {
    return HostJournal.eventAdapter();
  }

  @Override
  public SnapshotAdapter<HostIndex> snapshotAdapter() {
    return HostJournal.snapshotAdapter();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), 2);
  }

  @Override
  public SignalHandler<HostIndex> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PostStop.instance(), _ -> audience.end())
        .onSignal(
            Terminated.class,
            (_, terminated) -> context.getSelf().tell(new RelayGone(terminated.getRef())))
        .build();
  }

  private void recovered(HostIndex index) {
    recoveries.done(context.getSelf());
    rest(index);
  }

  // --- messages ---

  @Override
  public CommandHandler<RoomMessage, HostIndex.Event, HostIndex> commandHandler() {
    return (index, message) ->
        switch (message) {
          case HostMessage.Claim m -> claim(index, m);
          case HostMessage.Report m -> report(index, m);
          case HostMessage.ListSessions m ->
              quietly(() -> m.replyTo().tell(new HostMessage.Listed(HostRequests.sessions(index))));
          case ToRoom m -> onToRoom(index, m);
          case Note m -> onNote(index, m);
          default -> Effect().unhandled();
        };
  }

  private Effect<HostIndex.Event, HostIndex> claim(HostIndex index, HostMessage.Claim claim) {
    Optional<HostIndex.Refusal> objection = admission.objection(index, claim.key());
    if (objection.isPresent()) {
      return quietly(() -> claim.replyTo().tell(new HostMessage.ClaimRefused(objection.get())));
    }
    return switch (HostIndex.decide(
        index, new HostIndex.Command.Claim(claim.key(), clock.instant()))) {
      case HostIndex.Decision.Refused(var refusal) ->
          quietly(() -> claim.replyTo().tell(new HostMessage.ClaimRefused(refusal)));
      case HostIndex.Decision.Accepted(var events) ->
          store(
              events,
              after -> {
                listeners.claimed(after);
                claim.replyTo().tell(new HostMessage.Claimed(key(after)));
              });
    };
  }

  private Effect<HostIndex.Event, HostIndex> report(HostIndex index, HostMessage.Report report) {
    SessionEntry entry = report.entry();
    Runnable reply =
        () -> report.replyTo().tell(new HostMessage.Reported(entry.number(), entry.revision()));
    return switch (HostIndex.decide(index, new HostIndex.Command.Report(entry, clock.instant()))) {
      case HostIndex.Decision.Refused _ -> quietly(reply);
      case HostIndex.Decision.Accepted(var events) when events.isEmpty() -> quietly(reply);
      case HostIndex.Decision.Accepted(var events) ->
          store(
              events,
              _ -> {
                reply.run();
                listeners.changed(new ListDue());
              });
    };
  }

  private Effect<HostIndex.Event, HostIndex> onToRoom(HostIndex index, ToRoom message) {
    return switch (message) {
      case ToRoom.Attach m ->
          quietly(
              () -> {
                timers.cancel(ALONE);
                audience.attach(m);
              });
      case ToRoom.Returned m ->
          quietly(
              () -> {
                Turn turn = audience.turn(m);
                audience.returned(m).forEach(link -> listeners.welcome(index, link));
                turn.done();
              });
      case ToRoom.Opened m ->
          quietly(
              () -> {
                Turn turn = audience.turn(m);
                listeners.welcome(index, audience.opened(m));
                turn.done();
              });
      case ToRoom.Heard m -> quietly(() -> audience.turn(m).done());
      case ToRoom.Closed m ->
          quietly(
              () -> {
                audience.turn(m).done();
                leave(index, List.of(audience.closed(m)));
              });
      case ToRoom.Silent m -> quietly(() -> audience.turn(m).done());
      case ToRoom.Detach m -> quietly(() -> leave(index, audience.gone(m.relay())));
      case ToRoom.Requested m ->
          quietly(() -> m.replyTo().tell(HostRequests.answer(index, host, admission, m.request())));
      case ToRoom.Knocked m -> quietly(() -> m.replyTo().tell(Verdict.of(m.request())));
      case ToRoom.Wake _ -> Effect().none();
      case ToRoom.Stop _ -> Effect().stop();
    };
  }

  private Effect<HostIndex.Event, HostIndex> onNote(HostIndex index, Note note) {
    return switch (note) {
      case RelayGone m -> quietly(() -> leave(index, audience.gone(m.relay().unsafeUpcast())));
      case ListDue _ -> quietly(() -> listeners.due(index));
      case AloneFor _ ->
          quietly(
              () -> {
                if (audience.isAlone()) {
                  shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
                }
              });
    };
  }

  private Effect<HostIndex.Event, HostIndex> quietly(Runnable action) {
    action.run();
    audience.acknowledge();
    return Effect().none();
  }

  private Effect<HostIndex.Event, HostIndex> store(
      List<HostIndex.Event> events, Consumer<HostIndex> then) {
    return Effect()
        .persist(events)
        .thenRun(
            after -> {
              then.accept(after);
              audience.acknowledge();
              if (audience.isAlone()) {
                rest(after);
              }
            });
  }

  private static Optional<Hash> key(HostIndex index) {
    return switch (index) {
      case HostIndex.Unused _ -> Optional.empty();
      case HostIndex.Used used -> used.key();
    };
  }

  // --- resting ---

  private void leave(HostIndex index, List<Link> links) {
    listeners.leave(links);
    if (audience.isAlone()) {
      rest(index);
    }
  }

  /** One that nobody ever used was only asked, and may be one of many: it is soon gone. */
  private void rest(HostIndex index) {
    Duration after =
        switch (index) {
          case HostIndex.Unused _ -> settings.passivateUnusedAfter();
          case HostIndex.Used _ -> settings.passivateAfter();
        };
    timers.startSingleTimer(ALONE, new AloneFor(), after);
  }
}
