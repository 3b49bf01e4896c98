package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rules.session.Session;
import carafe.tasting.wire.FromClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps a session's timers as its state says they must be: the question's end, its seconds, and the
 * end of a session that nobody leads. Follows every change, and recovery.
 */
final class SessionTimers {
  private static final String TIME_UP = "time-up";
  private static final String TICK = "tick";
  private static final String LAPSE = "lapse";
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A timer cannot be set for ever; it is set again when it comes too early. */
  private static final Duration LONGEST_TIMER = Duration.ofDays(1);

  /** What a question's timers were set for. */
  private record Clocked(String question, Optional<Instant> deadline) {}

  private final Shared shared;
  private final TimerScheduler<RoomMessage> timers;
  private Optional<Clocked> clocked = Optional.empty();
  private Optional<Instant> lapse = Optional.empty();

  /** The clock that ran when the room came back: relays may keep answers from before. */
  private Optional<Clocked> away = Optional.empty();

  /**
   * By when relays have come to this incarnation, and said again what they keep; in nanosecond
   * time, so that a wall clock that is set back holds up no question.
   */
  private long relaysHeard = System.nanoTime();

  SessionTimers(Shared shared, TimerScheduler<RoomMessage> timers) {
    this.shared = shared;
    this.timers = timers;
  }

  /** The room is back, and stands like this. */
  void recovered(Session session) {
    relaysHeard = System.nanoTime() + shared.settings().revealPatience().toNanos();
    follow(session);
    away = clocked;
  }

  /** The session stands like this now. */
  void follow(Session session) {
    followQuestion(session);
    followLapse(session);
  }

  private void followQuestion(Session session) {
    Optional<Clocked> now = clocked(session);
    if (now.equals(clocked)) {
      return;
    }
    clocked = now;
    timers.cancel(TIME_UP);
    timers.cancel(TICK);
    now.ifPresent(this::set);
  }

  private static Optional<Clocked> clocked(Session session) {
    return switch (session) {
      case Session.QuestionOpen s ->
          Optional.of(new Clocked(s.game().asked().id(), Optional.of(s.deadline())));
      case Session.QuestionPaused s ->
          Optional.of(new Clocked(s.game().asked().id(), Optional.empty()));
      case Session.Vacant _,
          Session.Waiting _,
          Session.QuestionRevealed _,
          Session.RoundLeaderboard _,
          Session.Ended _ ->
          Optional.empty();
    };
  }

  private void set(Clocked question) {
    question
        .deadline()
        .ifPresent(
            deadline ->
                timers.startSingleTimer(
                    TIME_UP,
                    new Note.TimeUp(question.question(), deadline),
                    untilReveal(deadline)));
    nextTick(question);
  }

  /** Once all answers that reached the server before the deadline are here. */
  private Duration untilReveal(Instant deadline) {
    Duration due = until(deadline.plus(shared.settings().revealSlack()));
    Duration patience = untilRelaysHeard();
    return due.compareTo(patience) < 0 ? patience : due;
  }

  private Duration untilRelaysHeard() {
    return Duration.ofNanos(relaysHeard - System.nanoTime());
  }

  /**
   * How long a word of the host's waits because it would take answers away that reached the server
   * before it and are not here yet: one that ends the game after the deadline, like the deadline's
   * reveal; one that reveals before, until relays have come to the room that was away. A pause
   * waits for nobody: who is refused by it can answer again after it.
   */
  Duration untilAnswersAreHere(Session session, FromClient.Move move, Instant at) {
    if (!(session instanceof Session.QuestionOpen s)) {
      return Duration.ZERO;
    }
    return switch (move) {
      case END -> s.isOver(at) ? untilReveal(s.deadline()) : Duration.ZERO;
      case REVEAL -> !s.isOver(at) && clocked.equals(away) ? untilRelaysHeard() : Duration.ZERO;
      case START, PAUSE, RESUME, NEXT -> Duration.ZERO;
    };
  }

  /** Has this come to the actor's mailbox by then. */
  void later(Note note, Duration in) {
    timers.startSingleTimer(note, in);
  }

  /**
   * A tick was heard.
   *
   * @return whether it is one of the question that is on
   */
  boolean ticked(Note.Tick tick) {
    Optional<Clocked> meant = Optional.of(new Clocked(tick.question(), tick.deadline()));
    if (!meant.equals(clocked)) {
      return false;
    }
    nextTick(meant.get());
    return true;
  }

  /** Ticks of an open question fall on whole seconds before its deadline; none comes after it. */
  private void nextTick(Clocked question) {
    Duration in =
        question.deadline().map(deadline -> toWholeSecond(until(deadline))).orElse(SECOND);
    if (!in.isZero()) {
      timers.startSingleTimer(TICK, new Note.Tick(question.question(), question.deadline()), in);
    }
  }

  private static Duration toWholeSecond(Duration left) {
    long beyond = left.toMillis() % SECOND.toMillis();
    return left.toMillis() <= 0
        ? Duration.ZERO
        : Duration.ofMillis(beyond == 0 ? SECOND.toMillis() : beyond);
  }

  // One timer for whichever lapse comes first; when what it was set for has moved on, it is set
  // anew as it fires, so that leading a game costs no timers.
  private void followLapse(Session session) {
    Optional<Instant> next = Lapse.of(session, shared.settings()).map(Lapse::at);
    if (next.isEmpty()) {
      timers.cancel(LAPSE);
      lapse = next;
    } else if (lapse.isEmpty() || next.get().isBefore(lapse.get())) {
      setLapse(next.get());
    }
  }

  /** The timer fired: what is due, if it is; otherwise it is set again. */
  Optional<Lapse> lapsed(Session session) {
    lapse = Optional.empty();
    if (session instanceof Session.QuestionOpen open && open.isOver(shared.now())) {
      return Optional.empty(); // it is revealed first, and scored; that sets the timer again
    }
    Optional<Lapse> next = Lapse.of(session, shared.settings());
    if (next.filter(l -> !l.at().isAfter(shared.now())).isPresent()) {
      return next;
    }
    next.map(Lapse::at).ifPresent(this::setLapse);
    return Optional.empty();
  }

  private void setLapse(Instant at) {
    lapse = Optional.of(at);
    Duration left = until(at);
    timers.startSingleTimer(
        LAPSE, new Note.LapseDue(), left.compareTo(LONGEST_TIMER) > 0 ? LONGEST_TIMER : left);
  }

  private Duration until(Instant at) {
    Duration left = Duration.between(shared.now(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
