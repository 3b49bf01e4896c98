package carafe.rules.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is on a code, as data: its phases, what may be asked of it, and what has happened to it. */
public sealed interface Session {
  /**
   * No session was ever created on this code.
   *
   * @param reservedUntil until when the code is kept for somebody
   */
  record Vacant(Optional<Instant> reservedUntil) implements Session {}

  record Waiting(Tasting tasting, Seats seats) implements Session {}

  record QuestionOpen(Game game, Instant deadline, Answers answers) implements Session {
    /** Whether the deadline has come; an answer at that very moment is too late. */
    public boolean isOver(Instant at) {
      return !at.isBefore(deadline);
    }

    QuestionOpen with(Game changed) {
      return new QuestionOpen(changed, deadline, answers);
    }
  }

  record QuestionPaused(Game game, Duration remaining, Answers answers) implements Session {
    QuestionPaused with(Game changed) {
      return new QuestionPaused(changed, remaining, answers);
    }
  }

  /** Scores in the seats already count this question. */
  record QuestionRevealed(Game game, Answers answers) implements Session {
    QuestionRevealed with(Game changed) {
      return new QuestionRevealed(changed, answers);
    }
  }

  record RoundLeaderboard(Game game) implements Session {
    RoundLeaderboard with(Game changed) {
      return new RoundLeaderboard(changed);
    }
  }

  /**
   * Over, and readable for ever.
   *
   * @param game absent when it ended before it started
   * @param reservedUntil until when the code is kept for somebody who wants to start another one
   */
  record Ended(
      Tasting tasting,
      Seats seats,
      Optional<Game> game,
      EndCause by,
      Instant endedAt,
      Optional<Instant> reservedUntil)
      implements Session {
    /** Whether the code, which has rested, is kept for somebody who wants to start another one. */
    public boolean isReserved(Instant at) {
      return reservedUntil.filter(at::isBefore).isPresent();
    }
  }

  static Session vacant() {
    return new Vacant(Optional.empty());
  }

  /** The phase as clients know it; a vacant code is waiting for a session. */
  default Phase phase() {
    return switch (this) {
      case Vacant _, Waiting _ -> Phase.WAITING;
      case QuestionOpen _ -> Phase.QUESTION_OPEN;
      case QuestionPaused _ -> Phase.QUESTION_PAUSED;
      case QuestionRevealed _ -> Phase.QUESTION_REVEALED;
      case RoundLeaderboard _ -> Phase.ROUND_LEADERBOARD;
      case Ended _ -> Phase.ENDED;
    };
  }

  /** The tasting that was created on this code; a vacant one has none. */
  default Optional<Tasting> created() {
    return switch (this) {
      case Vacant _ -> Optional.empty();
      case Waiting s -> Optional.of(s.tasting());
      case QuestionOpen s -> Optional.of(s.game().tasting());
      case QuestionPaused s -> Optional.of(s.game().tasting());
      case QuestionRevealed s -> Optional.of(s.game().tasting());
      case RoundLeaderboard s -> Optional.of(s.game().tasting());
      case Ended s -> Optional.of(s.tasting());
    };
  }

  /** The game, once it was started. */
  default Optional<Game> started() {
    return switch (this) {
      case Vacant _, Waiting _ -> Optional.empty();
      case QuestionOpen s -> Optional.of(s.game());
      case QuestionPaused s -> Optional.of(s.game());
      case QuestionRevealed s -> Optional.of(s.game());
      case RoundLeaderboard s -> Optional.of(s.game());
      case Ended s -> s.game();
    };
  }

  /** The seats taken in this session, whatever its phase. */
  default Seats seated() {
    return switch (this) {
      case Vacant _ -> Seats.empty();
      case Waiting s -> s.seats();
      case QuestionOpen s -> s.game().seats();
      case QuestionPaused s -> s.game().seats();
      case QuestionRevealed s -> s.game().seats();
      case RoundLeaderboard s -> s.game().seats();
      case Ended s -> s.seats();
    };
  }

  static Decision decide(Session session, Command command) {
    return switch (session) {
      case Vacant s -> DecideVacant.decide(s, command);
      case Waiting s -> DecideWaiting.decide(s, command);
      case QuestionOpen s -> DecideQuestionOpen.decide(s, command);
      case QuestionPaused s -> DecideQuestionPaused.decide(s, command);
      case QuestionRevealed s -> DecideQuestionRevealed.decide(s, command);
      case RoundLeaderboard s -> DecideRoundLeaderboard.decide(s, command);
      case Ended s -> DecideEnded.decide(s, command);
    };
  }

  /** The state after an event; one that cannot follow throws {@link IllegalStateException}. */
  static Session evolve(Session session, Event event) {
    return switch (session) {
      case Vacant s -> EvolveVacant.evolve(s, event);
      case Waiting s -> EvolveWaiting.evolve(s, event);
      case QuestionOpen s -> EvolveQuestionOpen.evolve(s, event);
      case QuestionPaused s -> EvolveQuestionPaused.evolve(s, event);
      case QuestionRevealed s -> EvolveQuestionRevealed.evolve(s, event);
      case RoundLeaderboard s -> EvolveRoundLeaderboard.evolve(s, event);
      case Ended s -> EvolveEnded.evolve(s, event);
    };
  }

  /** The state after all of these. */
  static Session evolve(Session session, Iterable<? extends Event> events) {
    var state = session;
    for (Event event : events) {
      state = evolve(state, event);
    }
    return state;
  }
}
