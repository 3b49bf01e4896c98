package carafe.rules.session;

/** Where a session stands, as clients know it (PROTOCOL.md, 2). */
public enum Phase {
  WAITING,
  QUESTION_OPEN,
  QUESTION_PAUSED,
  QUESTION_REVEALED,
  ROUND_LEADERBOARD,
  ENDED
}
