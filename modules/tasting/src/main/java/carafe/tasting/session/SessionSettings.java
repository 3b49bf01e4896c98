package carafe.tasting.session;

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
    Duration reportInterval,
    Duration reportRetry,
    Duration askTimeout,
    Duration passivateAfter,
    int snapshotEvery) {

  /** Reads {@code carafe.session}; a missing or unreadable key throws with its path. */
  public static SessionSettings from(Config carafeSession) {
    Config c = carafeSession;
    return new SessionSettings(
        positive(c, "max-participants"),
        codeDigits(c),
        c.getDuration("code-reservation"),
        c.getDuration("code-rest"),
        positive(c, "lobby-names"),
        c.getDuration("lobby-interval"),
        positive(c, "lobby-frames-per-second"),
        c.getDuration("answers-interval"),
        positive(c, "leaderboard-size"),
        positive(c, "group-max"),
        c.getDuration("leave-after-goodbye"),
        c.getDuration("leave-after-drop"),
        positive(c, "connections-per-person"),
        c.getDuration("host-grace"),
        c.getDuration("host-idle"),
        c.getDuration("waiting-max"),
        c.getDuration("reveal-slack"),
        c.getDuration("report-interval"),
        c.getDuration("report-retry"),
        c.getDuration("ask-timeout"),
        c.getDuration("passivate-after"),
        positive(c, "snapshot-every"));
  }

  private static int codeDigits(Config c) {
    int digits = c.getInt("code-digits");
    if (digits < SessionCode.DIGITS_MIN || digits > SessionCode.DIGITS_MAX) {
      throw new IllegalArgumentException(
          "carafe.session.code-digits is " + digits + "; it must be 4 to 10");
    }
    return digits;
  }

  private static int positive(Config c, String key) {
    int value = c.getInt(key);
    if (value < 1) {
      throw new IllegalArgumentException(
          "carafe.session." + key + " is " + value + "; it must be 1 or more");
    }
    return value;
  }
}
