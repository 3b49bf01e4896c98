package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * A room's alarm: rings in time, is forgotten when its hook succeeded, and repeated when it failed.
 * Whoever stops with an alarm set is woken a while before it is due: its row in {@code awake} is
 * never later than that, though it may be earlier.
 */
final class Alarm {
  /** The waker looks every half minute. */
  private static final Duration WOKEN_BEFORE = Duration.ofSeconds(45);

  /** A room with an alarm so near does not stop. */
  private static final Duration NEAR = Duration.ofSeconds(90);

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final int RETRIES_MAX = 6;
  private static final String TIMER = "alarm";

  /** A timer cannot be set for ever; it is set again when it comes too early. */
  static final Duration LONGEST_TIMER = Duration.ofDays(1);

  private final RoomAddress room;
  private final Ledger ledger;
  private final Hooks hooks;
  private final FailureLog log;
  private final TimerScheduler<? super Note> timers;
  private final Awake awake;
  private final LongSupplier stored;
  private final Clock clock;

  /** What is ringing; null when nothing is. */
  private @Nullable Instant ringing;

  private int failures;

  /** What is being stored in place of an earlier alarm; null when nothing is. */
  private @Nullable Instant later;

  /**
   * @param stored number of the newest event in the journal
   */
  Alarm(
      RoomAddress room,
      Ledger ledger,
      Hooks hooks,
      FailureLog log,
      TimerScheduler<? super Note> timers,
      Awake awake,
      LongSupplier stored,
      Clock clock) {
    this.room = room;
    this.ledger = ledger;
    this.hooks = hooks;
    this.log = log;
    this.timers = timers;
    this.awake = awake;
    this.stored = stored;
    this.clock = clock;
  }

  /** When it is set for; while it rings it is not. */
  Optional<Instant> at() {
    return ringing == null ? ledger.draft().alarm() : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException for a time that no clock will show
   */
  void set(Instant at) {
    if (at.isAfter(LATEST)) {
      throw new IllegalArgumentException("An alarm is for " + LATEST + " at the latest");
    }
    Instant now = clock.instant();
    ringing = null;
    failures = 0;
    ledger.draft().setAlarm((at.isBefore(now) ? now : at).truncatedTo(ChronoUnit.MILLIS));
    ledger.whenStored(this::wind);
  }

  void delete() {
    ringing = null;
    if (ledger.draft().alarm().isPresent()) {
      ledger.draft().dropAlarm();
      ledger.whenStored(this::wind);
    }
  }

  /**
   * Leaves word that the room is to be woken; before the alarm is stored. For one later than the
   * alarm that is stored only after that: should it not be stored, the room is woken in time.
   */
  CompletionStage<Done> leaveWord(Instant at) {
    if (ledger.draft().alarm().filter(at::isAfter).isPresent()) {
      later = at;
      return CompletableFuture.completedStage(Done.getInstance());
    }
    return awake.wakeAt(room, wakeUp(at), stored.getAsLong() + 1);
  }

  private static Instant wakeUp(Instant at) {
    return at.minus(WOKEN_BEFORE);
  }

  /** The room has started. */
  void recovered() {
    ledger.draft().alarm().ifPresent(this::ringAt);
  }

  /**
   * Somebody who read the row says that it is time.
   *
   * @param row what it said
   */
  void woken(Optional<Instant> row) {
    Optional<Instant> set = ledger.draft().alarm();
    if (set.isEmpty()) {
      forgetRow(row); // it may be of an alarm that was never stored
      return;
    }
    if (row.filter(wakeUp(set.get())::isAfter).isPresent()) {
      // one ahead, as the row of an event that never came is
      putOffRow(set.get(), stored.getAsLong() + 1);
    }
    if (ringing == null && !timers.isTimerActive(TIMER)) {
      ringAt(set.get());
    }
  }

  /** Sets the timer to what is stored, puts off the row, and clears that of one that is gone. */
  void wind() {
    Optional<Instant> set = ledger.draft().alarm();
    if (later != null) {
      putOffRow(later, stored.getAsLong());
      later = null;
    }
    if (set.isPresent()) {
      ringAt(set.get());
    } else {
      timers.cancel(TIMER);
      forgetRow(Optional.empty());
    }
  }

  private void putOffRow(Instant at, long event) {
    awake
        .wakeAt(room, wakeUp(at), event)
        .whenComplete((_, failure) -> log.failedIf("putting off its alarm's row", failure));
  }

  private void forgetRow(Optional<Instant> wokenBy) {
    awake
        .forget(room, stored.getAsLong(), wokenBy)
        .whenComplete((_, failure) -> log.failedIf("forgetting its alarm's row", failure));
  }

  private void ringAt(Instant at) {
    Duration wait = Duration.between(clock.instant(), at);
    Duration shorter = wait.compareTo(LONGEST_TIMER) > 0 ? LONGEST_TIMER : wait;
    timers.startSingleTimer(
        TIMER, new Note.AlarmDue(at), shorter.isNegative() ? Duration.ZERO : shorter);
  }

  /** The timer says so. */
  void due(Instant at) {
    Optional<Instant> set = ledger.draft().alarm();
    if (set.isEmpty() || !set.get().equals(at) || at.equals(ringing)) {
      return; // set anew meanwhile, or rings already
    }
    if (clock.instant().isBefore(at)) {
      ringAt(at);
      return;
    }
    ringing = at;
    hooks.alarm(succeeded -> rung(at, succeeded));
  }

  private void rung(Instant at, boolean succeeded) {
    if (!at.equals(ringing)) {
      return; // the hook, or another, has set it anew
    }
    ringing = null;
    if (succeeded || failures >= RETRIES_MAX) {
      failures = 0;
      delete();
    } else {
      timers.startSingleTimer(
          TIMER, new Note.AlarmDue(at), FIRST_RETRY.multipliedBy(1L << failures));
      failures++;
    }
  }

  boolean isNear() {
    return ledger.draft().alarm().filter(at -> at.isBefore(clock.instant().plus(NEAR))).isPresent();
  }
}
