package carafe.tasting.session;

import carafe.rules.session.Events;
import carafe.tasting.settings.Bounded;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The bounds of sessions, read once at start from {@code carafe.session}; reference.conf says what
 * each means and what happens at the bound.
 */
public record SessionSettings(
    int seatsMax,
    int codeDigits,
    Duration codeReservation,
    int reservationsInFlight,
    int reservationsPerSecond,
    int reservationsBurst,
    Duration codeRest,
    int lobbyNames,
    Duration lobbyInterval,
    int lobbyFramesPerSecondMax,
    Duration answersInterval,
    int leaderboardSize,
    int groupMax,
    Duration leaveAfterGoodbye,
    Duration leaveAfterDrop,
    int connectionsPerPersonMax,
    Duration hostGrace,
    Duration hostIdleMax,
    Duration waitingMax,
    Duration revealSlack,
    Duration revealPatience,
    Duration reportInterval,
    Duration reportRetry,
    Duration askTimeout,
    Duration passivateAfter,
    Duration passivateUnusedAfter,
    int snapshotEvery) {
  /**
   * A host's snapshot at a reveal names each participant three times, and has to fit into the 4 MiB
   * between two nodes: with so many it has 3.6 MB at most (measured).
   */
  private static final int PARTICIPANTS_LIMIT = 25_000;

  /** So has a host's list: the leaderboards of a hundred sessions. */
  private static final int LEADERBOARD_LIMIT = 500;

  /** Reads {@code carafe.session}; a wrong value throws naming its key. */
  public static SessionSettings from(Config carafe) {
    Bounded c = Bounded.of(carafe, "session");
    return new SessionSettings(
        c.within("max-participants", 1, PARTICIPANTS_LIMIT),
        c.within("code-digits", SessionCode.DIGITS_MIN, SessionCode.DIGITS_MAX),
        c.duration("code-reservation"),
        c.positive("reservations-in-flight"),
        c.positive("reservations-per-second"),
        c.positive("reservations-burst"),
        c.duration("code-rest"),
        c.positive("lobby-names"),
        c.timer("lobby-interval"),
        c.positive("lobby-frames-per-second"),
        c.timer("answers-interval"),
        c.within("leaderboard-size", 1, LEADERBOARD_LIMIT),
        c.within("group-max", 1, Events.GROUP_MAX),
        c.timer("leave-after-goodbye"),
        c.timer("leave-after-drop"),
        c.positive("connections-per-person"),
        c.duration("host-grace"),
        c.positiveDuration("host-idle"),
        c.positiveDuration("waiting-max"),
        c.timer("reveal-slack"),
        c.timer("reveal-patience"),
        c.timer("report-interval"),
        c.positiveTimer("report-retry"),
        c.positiveTimer("ask-timeout"),
        c.positiveTimer("passivate-after"),
        c.positiveTimer("passivate-unused-after"),
        c.positive("snapshot-every"));
  }
}
