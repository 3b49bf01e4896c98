package carafe.tasting.wire;

import carafe.rules.session.Phase;

/** What clients call the phases (event-reference.txt, Types). */
final class WireNames {
  private WireNames() {}

  static String of(Phase phase) {
    return switch (phase) {
      case WAITING -> "waiting";
      case QUESTION_OPEN -> "question_open";
      case QUESTION_PAUSED -> "question_paused";
      case QUESTION_REVEALED -> "question_revealed";
      case ROUND_LEADERBOARD -> "round_leaderboard";
      case ENDED -> "ended";
    };
  }
}
