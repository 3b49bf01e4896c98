package carafe.it.chaos.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One promise that was not kept.
 *
 * @param evidence what was written down of it
 */
public record Violation(Kind kind, String game, String who, String what, List<Note> evidence) {
  /** What cannot be forgiven. */
  public enum Kind {
    /** Somebody who was given a seat is not in the results. */
    LOST_JOIN,
    /** A phone came back to another seat than its own. */
    SEAT_CHANGED,
    /** A token or host id that was acknowledged does not open anything any more. */
    CREDENTIAL_REFUSED,
    /** An answer that was accepted was not the one that counted. */
    LOST_ANSWER,
    /** Points or a score that do not follow from the answers. */
    WRONG_SCORE,
    /** A leaderboard whose order, ranks or names do not follow from its scores. */
    WRONG_RANKING,
    /** A game that nobody could play to its end. */
    NO_END,
    /** One client heard an incarnation of a room again after a later one. */
    HEARD_AGAIN,
    /** Two incarnations of a room spoke to different clients for too long. */
    SPOKE_AT_ONCE,
    /** A question's deadline was not the same for everybody at any time. */
    MOVED_DEADLINE,
    /** The journal of a room has a gap, or a writer came back to it. */
    BROKEN_JOURNAL,
    /** A node did not come back, or not all found together again. */
    NOT_WHOLE
  }

  public Violation {
    evidence = List.copyOf(evidence);
  }

  @Override
  public String toString() {
    return kind
        + " in "
        + game
        + ", "
        + who
        + ": "
        + what
        + evidence.stream().map(note -> "\n      " + note).collect(Collectors.joining());
  }
}
