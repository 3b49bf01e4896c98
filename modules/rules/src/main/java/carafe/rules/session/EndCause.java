package carafe.rules.session;

/** What ended a session. */
public enum EndCause {
  /** The host, by {@code host:end}. */
  HOST,
  /** The host went on after the leaderboard of the last wine. */
  LAST_WINE,
  /** The host did not come back in time. */
  HOST_GONE,
  /** The host stayed, but no command came for a day. */
  HOST_IDLE,
  /** Nobody started it for a month. */
  NEVER_STARTED
}
