package carafe.it.chaos.check;

import carafe.it.client.Ranks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing a client said or was told, in the order in which it happened to that client. */
public sealed interface Note {
  Instant at();

  /** A phone was given a seat. */
  record Joined(Instant at, String pseudonym) implements Note {}

  /** A phone came back to its seat. */
  record Returned(Instant at, String pseudonym) implements Note {}

  /** A credential that had been acknowledged was refused. */
  record Refused(Instant at, String code) implements Note {}

  /** An answer was sent, for the first time or again. */
  record Answered(Instant at, String question, String option) implements Note {}

  record Accepted(Instant at, String question, String option) implements Note {}

  /** What a snapshot of an open question shows as selected. */
  record Selected(Instant at, String question, Optional<String> option) implements Note {}

  /** A phone's own result of a question. */
  record Scored(Instant at, String question, int points, int total) implements Note {}

  /** When a question ends, as some message told it. */
  record Deadline(Instant at, String question, Instant deadline) implements Note {}

  /** The room was heard in this incarnation, from the first time to the last one in a row. */
  record Heard(Instant at, Instant last, String incarnation) implements Note {}

  /** The last leaderboard; a host has no own line. */
  record Board(Instant at, List<Ranks.Entry> rankings, Optional<Standing> me) implements Note {
    public Board {
      rankings = List.copyOf(rankings);
    }
  }

  /** The own line of a leaderboard. */
  record Standing(int score, int rank) {}
}
