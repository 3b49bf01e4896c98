package carafe.tasting.session;

import carafe.rules.session.Events;
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
        duration(c, "code-reservation"),
        duration(c, "code-rest"),
        positive(c, "lobby-names"),
        duration(c, "lobby-interval"),
        positive(c, "lobby-frames-per-second"),
        duration(c, "answers-interval"),
        positive(c, "leaderboard-size"),
        groupMax(c),
        duration(c, "leave-after-goodbye"),
        duration(c, "leave-after-drop"),
        positive(c, "connections-per-person"),
        duration(c, "host-grace"),
        duration(c, "host-idle"),
        duration(c, "waiting-max"),
        duration(c, "reveal-slack"),
        duration(c, "report-interval"),
        duration(c, "report-retry"),
        duration(c, "ask-timeout"),
        duration(c, "passivate-after"),
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

  private static int groupMax(Config c) {
    int max = c.getInt("group-max");
    if (max < 1 || max > Events.GROUP_MAX) {
      throw new IllegalArgumentException(
          "carafe.session.group-max is %d; it must be 1 to %d".formatted(max, Events.GROUP_MAX));
    }
    return max;
  }

  private static Duration duration(Config c, String key) {
    Duration value = c.getDuration(key);
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "carafe.session." + key + " is " + value + "; it must be 0 s or more");
    }
    return value;
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
