package carafe.rules.session;

import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import java.time.Instant;
import java.util.List;

/**
 * A participant's place in the session, kept through every disconnect.
 *
 * @param number order of joining, from 0, never given twice in one session
 * @param tokens hashes of the rejoin tokens that are valid, oldest first, at most {@link
 *     #TOKENS_MAX}
 * @param connection hash of the connection id that joined
 * @param score points after the newest reveal
 */
public record Seat(
    ParticipantId participant,
    int number,
    String pseudonym,
    List<Hash> tokens,
    Hash connection,
    int score,
    Instant joinedAt) {
  /** How many of the newest rejoin tokens of a seat are valid (PROTOCOL.md, 3). */
  public static final int TOKENS_MAX = 4;

  public Seat {
    tokens = List.copyOf(tokens);
  }
}
