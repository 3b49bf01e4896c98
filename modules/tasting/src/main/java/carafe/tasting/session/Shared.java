package carafe.tasting.session;

import carafe.rooms.room.Audience;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import java.time.Clock;
import java.time.Instant;

/** What all parts of one session's actor share. Belongs to the actor; not thread-safe. */
record Shared(
    String code,
    SessionSettings settings,
    Clock clock,
    Chance chance,
    Audience audience,
    Presence presence,
    Telling telling) {

  Instant now() {
    return clock.instant();
  }

  /** Which session of the code it is; 0 while there was none. */
  static int number(Session session) {
    return session.created().map(Tasting::number).orElse(0);
  }

  /** Whether the game has started and goes on. */
  static boolean isRunning(Session session) {
    return switch (session) {
      case Session.Vacant _, Session.Waiting _, Session.Ended _ -> false;
      case Session.QuestionOpen _,
          Session.QuestionPaused _,
          Session.QuestionRevealed _,
          Session.RoundLeaderboard _ ->
          true;
    };
  }
}
