package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.tasting.journal.JournalEntry;
import carafe.tasting.journal.SessionJournal;
import carafe.tasting.view.GameViews;
import carafe.tasting.view.ListViews;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
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

/** The shell around {@link Session}: journals what was decided, tells the room, keeps its clock. */
public final class SessionActor extends EventSourcedBehavior<RoomMessage, Event, Session> {
  private final ActorContext<RoomMessage> context;
  private final TimerScheduler<RoomMessage> timers;
  private final String code;
  private final SessionSettings settings;
  private final Clock clock;

  private final Audience audience;
  private final Presence presence = new Presence();
  private final Group group = new Group();
  private final Telling telling;
  private final Attendance attendance;
  private final Hosting hosting;
  private final Hearing hearing;
  private final Rhythm rhythm;
  private final SessionTimers sessionTimers;
  private final IndexKeeper index;
  private final Rest rest;

  /** A session's actor, for the sharding entity of the code. */
  public static Behavior<RoomMessage> create(
      EntityContext<RoomMessage> entity, SessionSettings settings, Awake awake, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new SessionActor(context, timers, entity, settings, awake, clock)));
  }

  private SessionActor(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      EntityContext<RoomMessage> entity,
      SessionSettings settings,
      Awake awake,
      Clock clock) {
    super(PersistenceId.of(SessionRoom.PARTY, entity.getEntityId()));
    this.context = context;
    this.timers = timers;
    this.code = entity.getEntityId();
    this.settings = settings;
    this.clock = clock;
    ClusterSharding sharding = ClusterSharding.get(context.getSystem());
    HostIndexes indexes = new HostIndexes(sharding, settings.askTimeout());
    RoomAddress address = new RoomAddress(SessionRoom.PARTY, code);
    Creation creation = new Creation(address, awake, indexes);
    Chance chance = new Chance();

    audience = new Audience(context);
    telling = new Telling(code, settings, audience, presence);
    attendance = new Attendance(settings, clock, audience, presence, telling);
    index = new IndexKeeper(context, timers, code, settings, clock, indexes, telling);
    Replies replies = new Replies(audience);
    Places places = new Places(audience, presence, settings.connectionsPerPersonMax());
    Seating seating =
        new Seating(code, settings, chance, audience, presence, places, telling, replies);
    hosting =
        new Hosting(
            code, settings, chance, audience, presence, places, telling, replies, index::sendList);
    hearing =
        new Hearing(
            settings,
            clock,
            audience,
            presence,
            group,
            seating,
            hosting,
            telling,
            replies,
            (wish, session) -> prepare(creation, wish, session));
    rhythm = new Rhythm(timers, settings, clock, audience, presence, telling);
    sessionTimers = new SessionTimers(timers, settings, clock);
    rest = new Rest(context, timers, entity.getShard(), address, settings, awake, clock);
  }

  private void prepare(Creation creation, Creation.Wish wish, Session session) {
    context.pipeToSelf(
        creation.prepare(wish, index.owed(session, lastSequenceNumber(context)), clock.instant()),
        (claim, failure) ->
            new Note.Prepared(wish, failure == null ? Optional.of(claim) : Optional.empty()));
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
    return RetentionCriteria.snapshotEvery(settings.snapshotEvery(), 2);
  }

  @Override
  public SignalHandler<Session> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(
            Terminated.class,
            (_, terminated) ->
                context.getSelf().tell(new Note.RelayGone(terminated.getRef().unsafeUpcast())))
        .build();
  }

  private void recovered(Session session) {
    Instant now = clock.instant();
    if (session instanceof Session.Waiting waiting) {
      Instant until = now.plus(settings.leaveAfterDrop());
      for (Seat seat : waiting.seats().inOrder()) {
        presence.lingers(seat, until);
      }
    }
    sessionTimers.follow(session);
    rhythm.follow(session);
    if (!(session instanceof Session.Ended)) {
      index.follow(session, lastSequenceNumber(context));
    }
    if (session.started().isPresent() && !(session instanceof Session.Ended)) {
      timers.startSingleTimer(new Note.HostsDue(now), settings.leaveAfterDrop());
    }
    rest.recovered(session);
  }

  // --- messages ---

  @Override
  public CommandHandler<RoomMessage, Event, Session> commandHandler() {
    return (session, message) ->
        switch (message) {
          case ToRoom.Heard m when !rest.isReady() -> Effect().stash();
          case ToRoom m -> onToRoom(session, m);
          case SessionMessage.ReserveCode m -> reserve(session, m);
          case Note m -> onNote(session, m);
          default -> Effect().unhandled();
        };
  }

  private Effect<Event, Session> onToRoom(Session session, ToRoom message) {
    return switch (message) {
      case ToRoom.Attach m ->
          at(
              session,
              () -> {
                rest.visited();
                audience.attach(m);
              });
      case ToRoom.Returned m -> at(session, () -> attendance.returned(session, m));
      case ToRoom.Opened m -> at(session, () -> attendance.opened(session, m));
      case ToRoom.Heard m ->
          switch (hearing.hear(session, m)) {
            case Hearing.Waits(var entry) -> wait(session, entry);
            case Hearing.Decides(var decide) -> store(session, decide);
          };
      case ToRoom.Silent m -> at(session, () -> attendance.silent(m));
      case ToRoom.Closed m -> left(session, () -> attendance.closed(m));
      case ToRoom.Detach m -> left(session, () -> attendance.gone(m.relay()));
      case ToRoom.Requested m ->
          at(session, () -> m.replyTo().tell(SessionRequests.answer(session, code, m.request())));
      case ToRoom.Wake _ ->
          at(
              session,
              () -> {
                index.owe(session, lastSequenceNumber(context));
                rest.woken(session);
              });
      case ToRoom.Stop _ -> store(session, _ -> Reaction.nothing()).thenStop();
    };
  }

  /** Something that stores nothing and does not depend on what waits in the group. */
  private EffectBuilder<Event, Session> at(Session session, Runnable action) {
    action.run();
    audience.acknowledge();
    rhythm.follow(session);
    return Effect().none();
  }

  /** Connections are gone: perhaps the host's last one, perhaps everybody. */
  private EffectBuilder<Event, Session> left(Session session, Runnable action) {
    boolean hosted = !presence.hosts().isEmpty();
    action.run();
    if (audience.isAlone()) {
      rest.alone();
    }
    return hosted && presence.hosts().isEmpty() && isRunning(session)
        ? store(session, s -> decided(s, new Command.HostLeft(clock.instant())))
        : at(session, () -> {});
  }

  private static boolean isRunning(Session session) {
    return session.started().isPresent() && !(session instanceof Session.Ended);
  }

  private EffectBuilder<Event, Session> reserve(
      Session session, SessionMessage.ReserveCode message) {
    Instant now = clock.instant();
    return store(
        session,
        s ->
            switch (Session.decide(
                s,
                new Command.ReserveCode(
                    now.plus(settings.codeReservation()), settings.codeRest(), now))) {
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
          store(
              session,
              s -> decided(s, new Command.TimeUp(m.question(), m.deadline(), clock.instant())));
      case Note.Tick m -> {
        if (sessionTimers.ticked(m)) {
          GameViews.tick(session, clock.instant()).ifPresent(telling::all);
        }
        yield Effect().none();
      }
      case Note.LobbyDue _ -> at(session, () -> rhythm.lobbyDue(session));
      case Note.AnswersDue _ -> at(session, () -> rhythm.answersDue(session));
      case Note.PresenceDue _ -> at(session, () -> rhythm.presenceDue());
      case Note.LapseDue _ ->
          sessionTimers
              .lapsed(session)
              .map(
                  lapse ->
                      store(
                          session,
                          s -> decided(s, new Command.Expire(lapse.cause(), clock.instant()))))
              .orElseGet(() -> Effect().none());
      case Note.HostsDue m ->
          presence.hosts().isEmpty() && isRunning(session)
              ? store(session, s -> decided(s, new Command.HostLeft(m.recoveredAt())))
              : Effect().none();
      case Note.RelayGone m -> left(session, () -> attendance.gone(m.relay()));
      case Note.Prepared m -> store(session, s -> hosting.prepared(s, m.wish(), m.claim()));
      case Note.ReportDue _ -> at(session, () -> index.reportDue(session));
      case Note.ReportAnswered m ->
          at(
              session,
              () -> {
                index.answered(session, m);
                rest.follow(session, index.isSettled());
              });
      case Note.ListArrived m ->
          at(
              session,
              () -> m.sessions().ifPresent(all -> telling.tell(m.link(), ListViews.list(all))));
      case Note.AwakeDue _ -> at(session, rest::awakeDue);
      case Note.MarkedAwake m -> {
        rest.marked(m.stored());
        yield rest.isReady() ? Effect().none().thenUnstashAll() : Effect().none();
      }
      case Note.AloneFor m ->
          at(session, () -> rest.aloneFor(m, session, audience.isAlone() && index.isSettled()));
      case Note.MayStop m -> at(session, () -> rest.mayStop(m, audience.isAlone()));
    };
  }

  /** What a timer of this actor comes to; the rules know whether it still means anything. */
  private static Reaction decided(Session session, Command command) {
    return switch (Session.decide(session, command)) {
      case Decision.Accepted(var events) -> new Reaction(events, _ -> {});
      case Decision.Refused _ -> Reaction.nothing();
    };
  }

  // --- deciding, storing, telling ---

  /** Into the group; {@link Note.Flush} comes behind all that is in the mailbox by now. */
  private EffectBuilder<Event, Session> wait(Session session, Group.Entry entry) {
    group.add(entry);
    if (group.size() == 1) {
      context.getSelf().tell(new Note.Flush());
    }
    return group.size() >= settings.groupMax()
        ? store(session, _ -> Reaction.nothing())
        : Effect().none();
  }

  /** Decides what waits in the group, then this; stores all in one go, then tells. */
  private EffectBuilder<Event, Session> store(Session session, Function<Session, Reaction> decide) {
    Group.Flushed flushed = group.flush(session);
    Reaction reaction = decide.apply(flushed.session());
    List<Event> events = new ArrayList<>(flushed.events());
    events.addAll(reaction.events());
    EffectBuilder<Event, Session> effect =
        events.isEmpty() ? Effect().none() : Effect().persist(events);
    return effect.thenRun(
        after -> {
          stored(session, events, after);
          index.follow(after, lastSequenceNumber(context));
          hearing.answer(flushed.decided(), after);
          reaction.then().accept(after);
          for (Event event : events) {
            telling.announce(event, after);
          }
          audience.acknowledge();
          rhythm.follow(after);
          sessionTimers.follow(after);
          rest.follow(after, index.isSettled());
        });
  }

  /** What events mean for who is here, before anybody is told. */
  private void stored(Session before, List<Event> events, Session after) {
    for (Event event : events) {
      switch (event) {
        case Event.SessionCreated _ -> {
          for (Link link : presence.reset()) {
            audience.keep(link, new Role.Visitor().toState(0));
          }
          telling.welcomeAll(after);
        }
        case Event.SeatsGivenUp(var participants, _) ->
            participants.forEach(
                participant -> before.seated().of(participant).ifPresent(presence::givenUp));
        case Event.GameStarted _ -> rhythm.beforeStart(after);
        case Event.QuestionRevealed _ -> rhythm.beforeReveal(after);
        default -> {}
      }
    }
  }
}
