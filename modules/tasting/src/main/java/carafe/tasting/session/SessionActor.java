package carafe.tasting.session;

import carafe.rooms.api.Verdict;
import carafe.rooms.awake.Awake;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.recovery.Recoveries;
import carafe.rooms.recovery.Urgency;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rules.session.Command;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import carafe.tasting.journal.SessionJournal;
import carafe.tasting.view.GameViews;
import java.time.Clock;
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
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * The shell around {@link Session}: journals what was decided, tells the room, keeps its clock.
 *
 * <p>When something cannot be stored it stops, and nobody is told anything: relays come to the next
 * incarnation, which knows what is stored, and say again what is safe to repeat.
 */
public final class SessionActor extends EventSourcedBehavior<RoomMessage, Event, Session> {
  private final ActorContext<RoomMessage> context;
  private final Recoveries recoveries;
  private final ClusterSharding sharding;
  private final Shared shared;
  private final Group group;
  private final LobbyNews lobby;
  private final AnswerNews answers;
  private final Attendance attendance;
  private final HostWatch hostWatch;
  private final SessionTimers timers;
  private final IndexKeeper index;
  private final Rest rest;
  private final Creating creating;
  private final Hosting hosting;
  private final Hearing hearing;
  private final Reserving reserving;
  private final Upkeep upkeep;
  private final GroupCommit commit;

  /** A session's actor, for the sharding entity of the code. */
  public static Behavior<RoomMessage> create(
      EntityContext<RoomMessage> entity,
      SessionSettings settings,
      boolean requireHostKey,
      Awake awake,
      Recoveries recoveries,
      Clock clock) {
    return recoveries.inTurn(
        message -> message instanceof ToRoom.Wake ? Urgency.DUE : Urgency.ASKED,
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new SessionActor(
                            context,
                            timers,
                            entity,
                            settings,
                            new HostCredentials(requireHostKey),
                            awake,
                            recoveries,
                            clock))));
  }

  private SessionActor(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      EntityContext<RoomMessage> entity,
      SessionSettings settings,
      HostCredentials credentials,
      Awake awake,
      Recoveries recoveries,
      Clock clock) {
    super(PersistenceId.of(SessionRoom.PARTY, entity.getEntityId()));
    this.context = context;
    this.recoveries = recoveries;
    this.sharding = ClusterSharding.get(context.getSystem());
    Audience audience = new Audience(context);
    this.shared =
        new Shared(
            entity.getEntityId(),
            settings,
            clock,
            new Chance(),
            audience,
            new Presence(),
            new Telling(audience));
    HostIndexes indexes = new HostIndexes(sharding, settings.askTimeout());
    Ranking ranking = new Ranking(settings.leaderboardSize());

    this.group = new Group(shared);
    Roles roles = new Roles(shared);
    this.lobby = new LobbyNews(shared, timers);
    this.answers = new AnswerNews(shared, timers);
    Snapshots snapshots = new Snapshots(shared, ranking, lobby, answers);
    this.attendance = new Attendance(shared, timers, roles, snapshots);
    this.hostWatch = new HostWatch(shared, timers, context.getSelf()::tell);
    this.timers = new SessionTimers(shared, timers);
    this.index =
        new IndexKeeper(
            shared, context, timers, indexes, ranking, () -> lastSequenceNumber(context));
    this.rest =
        new Rest(
            shared, context, timers, entity.getShard(), awake, () -> lastSequenceNumber(context));
    this.creating =
        new Creating(shared, context, roles, snapshots, index, indexes, rest, credentials);
    this.hosting = new Hosting(shared, roles, snapshots, index, credentials, this.timers);
    this.hearing =
        new Hearing(
            shared,
            group,
            new Seating(shared, roles, snapshots),
            new Answering(shared),
            hosting,
            creating,
            new Watching(roles, snapshots));
    this.reserving = new Reserving(shared);
    this.upkeep =
        new Upkeep(
            shared, lobby, answers, attendance, hostWatch, this.timers, index, creating, rest);
    this.commit =
        new GroupCommit(
            shared,
            Effect(),
            context.getSelf(),
            group,
            new Announcing(shared, ranking, roles, lobby, answers),
            hearing,
            upkeep);
  }

  // --- the journal ---

  @Override
  public Session emptyState() {
    return Session.vacant();
  }

  @Override
  public EventHandler<Session, Event> eventHandler() {
    return Session::evolve;
  }

  @Override
  public EventAdapter<Event, JournalEntry> eventAdapter() {
    return SessionJournal.eventAdapter();
  }

  @Override
  public SnapshotAdapter<Session> snapshotAdapter() {
    return SessionJournal.snapshotAdapter();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(shared.settings().snapshotEvery(), 2);
  }

  @Override
  public SignalHandler<Session> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PostStop.instance(), _ -> shared.audience().end())
        .onSignal(
            Terminated.class,
            (_, terminated) ->
                context.getSelf().tell(new Note.RelayGone(terminated.getRef().unsafeUpcast())))
        .build();
  }

  private void recovered(Session session) {
    recoveries.done(context.getSelf());
    upkeep.recovered(session);
  }

  // --- messages ---

  @Override
  public CommandHandler<RoomMessage, Event, Session> commandHandler() {
    return (session, message) ->
        switch (message) {
          case ToRoom m -> onToRoom(session, m);
          case SessionMessage.ReserveCode m ->
              commit.store(session, f -> reserving.reserve(f.session(), m));
          case Note m -> onNote(session, m);
          default -> Effect().unhandled();
        };
  }

  private Effect<Event, Session> onToRoom(Session session, ToRoom message) {
    return switch (message) {
      case ToRoom.Attach m -> attach(session, m);
      case ToRoom.FromRelay _ when rest.isUndecided() -> Effect().stash();
      case ToRoom.Returned m -> commit.now(session, () -> attendance.returned(session, m));
      case ToRoom.Opened m -> commit.now(session, () -> attendance.opened(session, m));
      case ToRoom.Heard m when rest.isStuck() -> commit.now(session, () -> hearing.turnDown(m));
      case ToRoom.Heard m ->
          switch (hearing.hear(session, m)) {
            case Hearing.Waits(var entry) -> commit.wait(session, entry);
            case Hearing.Decides(var back, var decide) -> commit.store(session, back, decide);
            case Hearing.Tells(var tell) -> commit.now(session, () -> tell.accept(session));
            case Hearing.Nothing _ -> commit.now(session, () -> {});
          };
      case ToRoom.Silent m -> commit.now(session, () -> attendance.silent(m));
      case ToRoom.Closed m -> closed(session, m);
      case ToRoom.Detach m -> left(session, () -> attendance.gone(m.relay()));
      case ToRoom.Requested m ->
          commit.now(
              session,
              () -> m.replyTo().tell(SessionRequests.answer(session, shared.code(), m.request())));
      case ToRoom.Knocked m -> commit.now(session, () -> m.replyTo().tell(Verdict.of(m.request())));
      case ToRoom.Wake m -> woken(session, m);
      // The row says "now" or "later", but not one after the next incarnation wrote the other.
      case ToRoom.Stop _ when rest.isUndecided() -> Effect().stash();
      case ToRoom.Stop _ -> commit.flush(session).thenStop();
    };
  }

  private Effect<Event, Session> attach(Session session, ToRoom.Attach attach) {
    rest.visited();
    if (rest.isClosed()) {
      // sharding keeps it for the next incarnation: it has been told that this one stops
      sharding.entityRefFor(SessionRoom.ENTITY, shared.code()).tell(attach);
      return Effect().none();
    }
    if (rest.isUndecided()) {
      return Effect().stash();
    }
    return commit.now(session, () -> shared.audience().attach(attach));
  }

  /** What a connection asked for before it closed happened before. */
  private EffectBuilder<Event, Session> closed(Session session, ToRoom.Closed closed) {
    Runnable action = () -> attendance.closed(closed);
    return group.hasJoinFrom(new Link(closed.relay(), closed.connection()))
        ? left(session, action)
        : commit.now(session, action);
  }

  /** Connections are gone, with all that they asked for done. */
  private EffectBuilder<Event, Session> left(Session session, Runnable action) {
    return commit.store(
        session,
        _ ->
            Reaction.tell(
                after -> {
                  action.run();
                  if (shared.audience().isAlone()) {
                    rest.alone(after);
                  }
                }));
  }

  /** The row was due: the room is here now; a session that has ended tells the index once more. */
  private EffectBuilder<Event, Session> woken(Session session, ToRoom.Wake wake) {
    return commit.now(
        session,
        () -> {
          rest.woken(wake.at());
          index.follow(session);
          rest.follow(session, upkeep.isSettled());
        });
  }

  private Effect<Event, Session> onNote(Session session, Note note) {
    return switch (note) {
      case Note.Flush _ -> commit.flush(session);
      case Note.TimeUp m ->
          commit.carryOut(session, new Command.TimeUp(m.question(), m.deadline(), shared.now()));
      case Note.Tick m -> commit.now(session, () -> tick(session, m));
      case Note.LobbyDue _ -> commit.now(session, () -> lobby.due(session));
      case Note.AnswersDue _ -> commit.now(session, () -> answers.due(session));
      case Note.PresenceDue _ -> commit.now(session, attendance::due);
      case Note.LapseDue _ ->
          timers
              .lapsed(session)
              .map(
                  lapse ->
                      commit.carryOut(session, new Command.Expire(lapse.cause(), shared.now())))
              .orElseGet(() -> commit.now(session, () -> {}));
      case Note.HostsChanged m ->
          commit.store(session, f -> Reaction.store(hostWatch.changed(f.session(), m.at())));
      case Note.HostsAwaited m ->
          commit.store(
              session, f -> Reaction.store(hostWatch.awaited(f.session(), m.recoveredAt())));
      case Note.RelayGone m -> left(session, () -> attendance.gone(m.relay()));
      case Note.HostWaited m -> commit.store(session, f -> hosting.waited(f.session(), m));
      case Note.Prepared m -> commit.store(session, f -> creating.prepared(f.session(), m));
      case Note.ReportDue _ -> commit.now(session, () -> index.due(session));
      case Note.ReportAnswered m ->
          commit.now(
              session,
              () -> {
                index.answered(m);
                rest.follow(session, upkeep.isSettled());
              });
      case Note.ListArrived m -> commit.now(session, () -> index.listArrived(session, m));
      case Note.ListDue m -> commit.now(session, () -> index.sendList(m.link(), m.host()));
      case Note.DoorDue _ -> commit.now(session, rest::writeNow);
      case Note.DoorOpened m -> commit.now(session, () -> rest.opened(m)).thenUnstashAll();
      case Note.AloneFor m -> commit.now(session, () -> rest.aloneFor(m, session, upkeep.isFree()));
      // Behind a closed door only a Stop of sharding still does something: when the whole shard is
      // handed over, no other follows. Words are of relays that are gone.
      case Note.DoorClosed m ->
          commit.now(session, () -> rest.closed(m, session, upkeep.isFree())).thenUnstashAll();
    };
  }

  private void tick(Session session, Note.Tick tick) {
    if (timers.ticked(tick)) {
      GameViews.tick(session, shared.now()).ifPresent(shared.telling()::all);
    }
  }
}
