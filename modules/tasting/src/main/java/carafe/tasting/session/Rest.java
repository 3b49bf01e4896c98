package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.message.RoomMessage;
import carafe.rules.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * When a session's actor may stop, and who wakes it then (DESIGN.md, Awake). While it may come to
 * owe something its row says "now"; a waiting session that stops leaves the instant of its lapse.
 */
final class Rest {
  private static final String ALONE = "alone";
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ActorContext<RoomMessage> context;
  private final TimerScheduler<RoomMessage> timers;
  private final ActorRef<ClusterSharding.ShardCommand> shard;
  private final RoomAddress room;
  private final SessionSettings settings;
  private final Awake awake;
  private final Clock clock;
  private boolean ready = true;
  private boolean owesRow;
  private long visit;

  Rest(
      ActorContext<RoomMessage> context,
      TimerScheduler<RoomMessage> timers,
      ActorRef<ClusterSharding.ShardCommand> shard,
      RoomAddress room,
      SessionSettings settings,
      Awake awake,
      Clock clock) {
    this.context = context;
    this.timers = timers;
    this.shard = shard;
    this.room = room;
    this.settings = settings;
    this.awake = awake;
    this.clock = clock;
  }

  /** Whether clients may be heard: what they bring about is seen to even if this node dies. */
  boolean isReady() {
    return ready;
  }

  void recovered(Session session) {
    if (session instanceof Session.Waiting) {
      ready = false; // it may have stopped with a row that says "later"
      awakeDue();
    }
    alone();
  }

  /** The row shall say "now". */
  void awakeDue() {
    context.pipeToSelf(
        awake.wakeAt(room, clock.instant()), (_, failure) -> new Note.MarkedAwake(failure == null));
  }

  void marked(boolean stored) {
    ready = stored;
    if (!stored) {
      timers.startSingleTimer(new Note.AwakeDue(), RETRY);
    }
  }

  /** The row was due. One without a session has nothing to pay. */
  void woken(Session session) {
    owesRow = true;
    if (session instanceof Session.Vacant) {
      forget();
    }
  }

  /** The session stands like this now. */
  void follow(Session session, boolean settled) {
    if (!(session instanceof Session.Ended)) {
      owesRow = session.created().isPresent();
    } else if (owesRow && settled) {
      forget();
    }
  }

  private void forget() {
    owesRow = false;
    awake
        .forget(room)
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

  void visited() {
    visit++;
    timers.cancel(ALONE);
  }

  /** Nobody is there. */
  void alone() {
    timers.startSingleTimer(ALONE, new Note.AloneFor(visit), settings.passivateAfter());
  }

  /**
   * Nobody has been there for a while.
   *
   * @param free whether nobody is there now and the index has acknowledged everything
   */
  void aloneFor(Note.AloneFor note, Session session, boolean free) {
    if (note.visit() != visit) {
      return;
    }
    boolean running = session.started().isPresent() && !(session instanceof Session.Ended);
    if (!free || running || (owesRow && session instanceof Session.Ended)) {
      alone();
      return;
    }
    Lapse.of(session, settings).map(Lapse::at).ifPresentOrElse(this::sleepUntil, () -> stop());
  }

  private void sleepUntil(Instant lapse) {
    ready = false;
    CompletionStage<Done> row = awake.wakeAt(room, lapse);
    context.pipeToSelf(row, (_, failure) -> new Note.MayStop(visit, failure == null));
  }

  /** The row says "later": stop, unless somebody came meanwhile. */
  void mayStop(Note.MayStop note, boolean alone) {
    if (alone && note.visit() == visit && note.stored()) {
      stop();
    } else {
      awakeDue();
      if (alone) {
        alone();
      }
    }
  }

  private void stop() {
    shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
  }
}
