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
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import carafe.tasting.journal.SessionJournal;
import carafe.tasting.view.GameViews;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
  private final Announcing announcing;
  private final Attendance attendance;
  private final HostWatch hostWatch;
  private final SessionTimers timers;
  private final IndexKeeper index;
  private final Rest rest;
  private final Creating creating;
  private final Hearing hearing;

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
    this.announcing = new Announcing(shared, ranking, roles, lobby, answers);
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
    this.hearing =
        new Hearing(
            shared,
            group,
            new Seating(shared, roles, snapshots),
            new Answering(shared),
            new Hosting(shared, roles, snapshots, index, credentials),
            creating,
            new Watching(roles, snapshots));
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
    attendance.recovered(session);
    hostWatch.recovered(session);
    timers.follow(session);
    if (!(session instanceof Session.Ended)) {
      index.follow(session); // an ended one that still owes it is woken
    }
    rest.recovered(session);
    follow(session);
  }

  // --- messages ---

  @Override
  public CommandHandler<RoomMessage, Event, Session> commandHandler() {
    return (session, message) ->
        switch (message) {
          case ToRoom m -> onToRoom(session, m);
          case SessionMessage.ReserveCode m -> reserve(session, m);
          case Note m -> onNote(session, m);
          default -> Effect().unhandled();
        };
  }

  private Effect<Event, Session> onToRoom(Session session, ToRoom message) {
    return switch (message) {
      case ToRoom.Attach m -> attach(session, m);
      case ToRoom.FromRelay _ when rest.isUndecided() -> Effect().stash();
      case ToRoom.Returned m -> now(session, () -> attendance.returned(session, m));
      case ToRoom.Opened m -> now(session, () -> attendance.opened(session, m));
      case ToRoom.Heard m when rest.isStuck() -> now(session, () -> hearing.turnDown(m));
      case ToRoom.Heard m ->
          switch (hearing.hear(m)) {
            case Hearing.Waits(var entry) -> wait(session, entry);
            case Hearing.Decides(var decide) -> store(session, decide);
            case Hearing.Tells(var tell) -> now(session, () -> tell.accept(session));
            case Hearing.Nothing _ -> now(session, () -> {});
          };
      case ToRoom.Silent m -> now(session, () -> attendance.silent(m));
      case ToRoom.Closed m -> closed(session, m);
      case ToRoom.Detach m -> left(session, () -> attendance.gone(m.relay()));
      case ToRoom.Requested m ->
          now(
              session,
              () -> m.replyTo().tell(SessionRequests.answer(session, shared.code(), m.request())));
      case ToRoom.Knocked m -> now(session, () -> m.replyTo().tell(Verdict.of(m.request())));
      case ToRoom.Wake m -> woken(session, m);
      // The row says "now" or "later", but not one after the next incarnation wrote the other.
      case ToRoom.Stop _ when rest.isUndecided() -> Effect().stash();
      case ToRoom.Stop _ -> store(session, _ -> Reaction.nothing()).thenStop();
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
    return now(session, () -> shared.audience().attach(attach));
  }

  /** What a connection asked for before it closed happened before. */
  private EffectBuilder<Event, Session> closed(Session session, ToRoom.Closed closed) {
    Runnable action = () -> attendance.closed(closed);
    return group.hasJoinFrom(new Link(closed.relay(), closed.connection()))
        ? left(session, action)
        : now(session, action);
  }

  /** Connections are gone, with all that they asked for done. */
  private EffectBuilder<Event, Session> left(Session session, Runnable action) {
    return store(
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
    return now(
        session,
        () -> {
          rest.woken(wake.at());
          index.follow(session);
          rest.follow(session, isSettled());
        });
  }

  private EffectBuilder<Event, Session> reserve(
      Session session, SessionMessage.ReserveCode message) {
    Instant now = shared.now();
    Command command =
        new Command.ReserveCode(
            now.plus(shared.settings().codeReservation()), shared.settings().codeRest(), now);
    return store(
        session,
        flushed ->
            switch (Session.decide(flushed.session(), command)) {
              case Decision.Accepted(var events) ->
                  new Reaction(events, _ -> message.replyTo().tell(new SessionMessage.Reserved()));
              case Decision.Refused _ ->
                  Reaction.tell(_ -> message.replyTo().tell(new SessionMessage.Taken()));
            });
  }

  private Effect<Event, Session> onNote(Session session, Note note) {
    return switch (note) {
      case Note.Flush _ -> store(session, _ -> Reaction.nothing());
      case Note.TimeUp m ->
          carryOut(session, new Command.TimeUp(m.question(), m.deadline(), shared.now()));
      case Note.Tick m -> now(session, () -> tick(session, m));
      case Note.LobbyDue _ -> now(session, () -> lobby.due(session));
      case Note.AnswersDue _ -> now(session, () -> answers.due(session));
      case Note.PresenceDue _ -> now(session, attendance::due);
      case Note.LapseDue _ ->
          timers
              .lapsed(session)
              .map(lapse -> carryOut(session, new Command.Expire(lapse.cause(), shared.now())))
              .orElseGet(() -> now(session, () -> {}));
      case Note.HostsChanged m ->
          store(session, f -> Reaction.store(hostWatch.changed(f.session(), m.at())));
      case Note.HostsAwaited m ->
          store(session, f -> Reaction.store(hostWatch.awaited(f.session(), m.recoveredAt())));
      case Note.RelayGone m -> left(session, () -> attendance.gone(m.relay()));
      case Note.Prepared m -> store(session, f -> creating.prepared(f.session(), m));
      case Note.ReportDue _ -> now(session, () -> index.due(session));
      case Note.ReportAnswered m ->
          now(
              session,
              () -> {
                index.answered(m);
                rest.follow(session, isSettled());
              });
      case Note.ListArrived m -> now(session, () -> index.listArrived(session, m));
      case Note.ListDue m -> now(session, () -> index.sendList(m.link(), m.host()));
      case Note.DoorDue _ -> now(session, rest::writeNow);
      case Note.DoorOpened m -> now(session, () -> rest.opened(m)).thenUnstashAll();
      case Note.AloneFor m -> now(session, () -> rest.aloneFor(m, session, isFree()));
      // Behind a closed door only a Stop of sharding still does something: when the whole shard is
      // handed over, no other follows. Words are of relays that are gone.
      case Note.DoorClosed m ->
          now(session, () -> rest.closed(m, session, isFree())).thenUnstashAll();
    };
  }

  private void tick(Session session, Note.Tick tick) {
    if (timers.ticked(tick)) {
      GameViews.tick(session, shared.now()).ifPresent(shared.telling()::all);
    }
  }

  /** Whether nothing is owed to the index, and nobody is about to create another session. */
  private boolean isSettled() {
    return index.isSettled() && !creating.isUnderWay();
  }

  private boolean isFree() {
    return shared.audience().isAlone() && isSettled();
  }

  // --- deciding, storing, telling ---

  /** Something that stores nothing and does not depend on what waits in the group. */
  private EffectBuilder<Event, Session> now(Session session, Runnable action) {
    action.run();
    follow(session);
    return Effect().none();
  }

  /** Into the group; {@link Note.Flush} comes behind all that is in the mailbox by now. */
  private EffectBuilder<Event, Session> wait(Session session, Group.Entry entry) {
    group.add(entry);
    if (group.size() == 1) {
      context.getSelf().tell(new Note.Flush());
    }
    return group.size() >= shared.settings().groupMax()
        ? store(session, _ -> Reaction.nothing())
        : Effect().none();
  }

  /** Does what nobody asked for; the rules know whether it still means anything. */
  private EffectBuilder<Event, Session> carryOut(Session session, Command command) {
    return store(
        session, f -> Reaction.store(Reaction.events(Session.decide(f.session(), command))));
  }

  /**
   * Decides what waits in the group, then this; stores all in one go; then tells, as if it had been
   * one after the other.
   */
  private EffectBuilder<Event, Session> store(
      Session session, Function<Group.Flushed, Reaction> decide) {
    Group.Flushed flushed = group.flush(session);
    Reaction reaction = decide.apply(flushed);
    List<Event> events = new ArrayList<>(flushed.events());
    events.addAll(reaction.events());
    EffectBuilder<Event, Session> effect =
        events.isEmpty() ? Effect().none() : Effect().persist(events);
    return effect.thenRun(
        after -> {
          if (!events.isEmpty()) {
            index.follow(after);
          }
          // Whoever holds on to a seat shall hold the one that the state has, not a second one.
          Group.Flushed came = reaction.events().isEmpty() ? flushed.keeping(after) : flushed;
          announcing.announce(came.events(), session, came.session());
          hearing.tell(came);
          announcing.announce(reaction.events(), came.session(), after);
          reaction.then().accept(after);
          timers.follow(after);
          rest.follow(after, isSettled());
          follow(after);
        });
  }

  /** What goes on besides: turns that are done, news that may be due, who is here. */
  private void follow(Session session) {
    shared.audience().acknowledge();
    lobby.follow(session);
    answers.follow(session);
    attendance.follow();
    hostWatch.follow(session);
  }
}
