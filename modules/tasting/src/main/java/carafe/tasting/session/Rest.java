package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.message.RoomMessage;
import carafe.rules.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * When a session's actor may stop, and who wakes it then (DESIGN.md, Awake). From before its
 * creation until all is paid a session has a row that says "now"; only one that waits, with nobody
 * there, leaves the instant of its lapse in it and stops. When it comes back, nobody is heard
 * before the row says "now" again.
 */
final class Rest {
  private static final String ALONE = "alone";
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Whether what clients say may lead to something. */
  private enum Door {
    /** It may. */
    OPEN,
    /** The row is being set to "now". */
    OPENING,
    /** The row cannot be set to "now"; it is tried again. */
    STUCK,
    /** The row is being set to "later". */
    CLOSING,
    /** The room is about to stop. */
    CLOSED
  }

  private final Shared shared;
  private final ActorContext<RoomMessage> context;
  private final TimerScheduler<RoomMessage> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final RoomAddress room;
  private final Awake awake;
  private final LongSupplier stored;
  private Door door = Door.OPEN;
  private boolean owesRow;

  /** What the row said that woke the room: it may be of an event that was never stored. */
  private Optional<Instant> wokenBy = Optional.empty();

  private long visits;

  /**
   * @param stored number of the newest event in the journal
   */
  Rest(
      Shared shared,
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      ActorRef<ClusterSharding.ShardCommand> shard,
      Awake awake,
      LongSupplier stored) {
    this.shared = shared;
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.room = new RoomAddress(SessionRoom.PARTY, shared.code());
    this.awake = awake;
    this.stored = stored;
  }

  // --- the door ---

  /** Whether it will show in a moment if clients may be heard; until then they wait. */
  boolean isUndecided() {
    return door == Door.OPENING || door == Door.CLOSING;
  }

  /** Whether clients are to be told that nothing can be done for them now. */
  boolean isStuck() {
    return door == Door.STUCK;
  }

  /** Whether whoever comes is for the next incarnation. */
  boolean isClosed() {
    return door == Door.CLOSED;
  }

  void recovered(Session session) {
    if (session instanceof Session.Waiting) {
      open(); // it may have stopped with a row that says "later"
    }
    alone(session);
  }

  private void open() {
    door = Door.OPENING;
    writeNow();
  }

  /** It is time to try again. */
  void writeNow() {
    context.pipeToSelf(
        bounded(keepAwake(nextEvent())), (_, failure) -> new Note.DoorOpened(failure == null));
  }

  void opened(Note.DoorOpened note) {
    door = note.stored() ? Door.OPEN : Door.STUCK;
    if (!note.stored()) {
      timers.startSingleTimer(new Note.DoorDue(), RETRY);
    }
  }

  // --- the row ---

  /** Its number in the journal. */
  long nextEvent() {
    return stored.getAsLong() + 1;
  }

  /**
   * Has the room woken whenever it is not there. Any thread.
   *
   * @param nextEvent number of the event before which the row is written, or of one before it
   */
  CompletionStage<Done> keepAwake(long nextEvent) {
    return awake.wakeAt(room, shared.now(), nextEvent);
  }

  /** There may be a row that nothing is owed for. */
  void mayOwe() {
    owesRow = true;
  }

  /**
   * The row was due.
   *
   * @param at what it said
   */
  void woken(Optional<Instant> at) {
    wokenBy = at;
    mayOwe();
  }

  /**
   * The session stands like this now.
   *
   * @param settled whether the index knows, and nobody is about to create another session
   */
  void follow(Session session, boolean settled) {
    switch (session) {
      case Session.Vacant _, Session.Ended _ -> {
        if (owesRow && settled) {
          forget();
        }
      }
      case Session.Waiting _,
          Session.QuestionOpen _,
          Session.QuestionPaused _,
          Session.QuestionRevealed _,
          Session.RoundLeaderboard _ ->
          owesRow = true;
    }
  }

  private void forget() {
    owesRow = false;
    awake
        .forget(room, stored.getAsLong(), wokenBy)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                // the row stays, so the room is woken once more and tries again
                context
                    .getSystem()
                    .log()
                    .debug("Row of {} in awake was not deleted: {}", room, failure.toString());
              }
            });
  }

  // --- stopping ---

  void visited() {
    visits++;
    timers.cancel(ALONE);
  }

  /** Nobody is there. A code that nobody used was only asked for: it is soon gone. */
  void alone(Session session) {
    Duration after =
        session instanceof Session.Vacant
            ? shared.settings().passivateUnusedAfter()
            : shared.settings().passivateAfter();
    timers.startSingleTimer(ALONE, new Note.AloneFor(visits), after);
  }

  /**
   * Nobody has been there for a while.
   *
   * @param free whether nobody is there now and the room waits for nothing
   */
  void aloneFor(Note.AloneFor note, Session session, boolean free) {
    if (note.visits() != visits) {
      return;
    }
    if (!free || door != Door.OPEN) {
      alone(session);
      return;
    }
    switch (session) {
      case Session.Waiting _ ->
          Lapse.of(session, shared.settings()).ifPresent(lapse -> close(lapse.at()));
      case Session.Vacant _, Session.Ended _ when !owesRow -> stop();
      case Session.Vacant _,
          Session.Ended _,
          Session.QuestionOpen _,
          Session.QuestionPaused _,
          Session.QuestionRevealed _,
          Session.RoundLeaderboard _ ->
          alone(session); // it has something to see to
    }
  }

  private void close(Instant lapse) {
    door = Door.CLOSING;
    context.pipeToSelf(
        bounded(awake.wakeAt(room, lapse, nextEvent())),
        (_, failure) -> new Note.DoorClosed(visits, failure == null));
  }

  /**
   * The row says "later": the room stops, unless somebody came meanwhile.
   *
   * @param free as for {@link #aloneFor}
   */
  void closed(Note.DoorClosed note, Session session, boolean free) {
    if (free && note.stored() && note.visits() == visits) {
      stop();
    } else {
      open();
      if (note.visits() == visits) {
        alone(session);
      }
    }
  }

  private void stop() {
    door = Door.CLOSED;
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
  }

  /** Fails when it takes too long; clients wait for it. */
  private CompletionStage<Done> bounded(CompletionStage<Done> row) {
    return row.toCompletableFuture()
        .copy()
        .orTimeout(shared.settings().askTimeout().toMillis(), TimeUnit.MILLISECONDS);
  }
}
