package carafe.tasting.session;

import carafe.rules.session.EndCause;
import carafe.rules.session.Game;
import carafe.rules.session.Session;
import java.time.Instant;
import java.util.Optional;

/**
 * When a session ends because nobody leads it (PROTOCOL.md, 2).
 *
 * @param at the instant, which moves with what the host does
 */
record Lapse(EndCause cause, Instant at) {
  /** The next lapse of a session, unless it has ended or never was. */
  static Optional<Lapse> of(Session session, SessionSettings settings) {
    return switch (session) {
      case Session.Vacant _, Session.Ended _ -> Optional.empty();
      case Session.Waiting s ->
          Optional.of(
              new Lapse(
                  EndCause.NEVER_STARTED, s.tasting().createdAt().plus(settings.waitingMax())));
      case Session.QuestionOpen s -> Optional.of(of(s.game(), settings));
      case Session.QuestionPaused s -> Optional.of(of(s.game(), settings));
      case Session.QuestionRevealed s -> Optional.of(of(s.game(), settings));
      case Session.RoundLeaderboard s -> Optional.of(of(s.game(), settings));
    };
  }

  private static Lapse of(Game game, SessionSettings settings) {
    Lapse idle = new Lapse(EndCause.HOST_IDLE, game.lastHostCommand().plus(settings.hostIdleMax()));
    return game.hostLeft()
        .map(left -> new Lapse(EndCause.HOST_GONE, left.plus(settings.hostGrace())))
        .filter(gone -> gone.at().isBefore(idle.at()))
        .orElse(idle);
  }
}
