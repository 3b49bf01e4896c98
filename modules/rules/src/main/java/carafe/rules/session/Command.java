package carafe.rules.session;

import carafe.rules.chance.Seed;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be asked of a session. Who may ask is settled before (a host's command comes from the
 * host); {@code at} is when it reached the server, or, for what has a clock begin, when it takes
 * effect.
 */
public sealed interface Command {
  Instant at();

  /**
   * Keeps a free code for somebody who asked for one; binds only other reservations.
   *
   * @param codeRest how long an ended session keeps its code from others
   */
  record ReserveCode(Instant until, Duration codeRest, Instant at) implements Command {}

  /**
   * Starts a session on this code. By the same host, or from the connection that created it, on a
   * session that is not ended: accepted without events.
   */
  record CreateSession(
      HostId host,
      Optional<Hash> hostKey,
      Hash connection,
      Plan plan,
      int capacity,
      Duration codeRest,
      Instant at)
      implements Command {}

  /** Replaces the plan while nobody plays yet. */
  record UpdateSession(Plan plan, Instant at) implements Command {}

  /**
   * Takes a seat, or, from the connection that has one, gets a fresh token for it.
   *
   * @param participant the id of the seat, if it is a new one
   * @param names chance for the pseudonym
   * @param absent seats of those who are not there, longest absent first: given up when full
   */
  record Join(
      ParticipantId participant,
      Hash token,
      Hash connection,
      Seed names,
      List<ParticipantId> absent,
      Instant at)
      implements Command {
    public Join {
      absent = List.copyOf(absent);
    }
  }

  /**
   * Frees a seat that its owner does not need while waiting. After that every seat plays, and this
   * changes nothing.
   *
   * @param keeps the older seat that the owner came back to, if any: it inherits the newest rejoin
   *     token, which is the one that the owner's client has kept
   */
  record GiveUpSeat(ParticipantId participant, Optional<ParticipantId> keeps, Instant at)
      implements Command {}

  /** Shuffles all options and opens the first question. */
  record Start(Seed seed, Instant at) implements Command {}

  /** Accepted without events when the deadline has come, which reveals instead. */
  record Pause(Instant at) implements Command {}

  record Resume(Instant at) implements Command {}

  /** Accepted without events when the deadline has come, which reveals by itself. */
  record Reveal(Instant at) implements Command {}

  record Next(Instant at) implements Command {}

  /** When the deadline of a question has come that nobody has revealed, reveals it before. */
  record End(Instant at) implements Command {}

  /**
   * Selects an option, or changes the selection. Accepted without events when it is selected
   * already, or when something newer is.
   */
  record SubmitAnswer(ParticipantId participant, String question, String option, Instant at)
      implements Command {}

  /** The timer that was set for this question and this deadline has run out. */
  record TimeUp(String question, Instant deadline, Instant at) implements Command {}

  /**
   * The host's last connection is gone since {@code at}. Matters in a started game only, and only
   * the first time.
   */
  record HostLeft(Instant at) implements Command {}

  /** A host is connected again. Any step of the host's tells the same. */
  record HostReturned(Instant at) implements Command {}

  /**
   * Nobody has led the session for too long; how long that is, the shell knows. Accepted without
   * events where the cause does not fit: {@link EndCause#HOST_GONE} needs a started game whose host
   * has left ({@link Game#hostLeft}), {@link EndCause#HOST_IDLE} a started game, {@link
   * EndCause#NEVER_STARTED} one that waits.
   */
  record Expire(EndCause cause, Instant at) implements Command {}
}
