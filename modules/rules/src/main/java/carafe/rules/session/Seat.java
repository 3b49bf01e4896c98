package carafe.rules.session;

import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import java.time.Instant;
import java.util.ArrayList;
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

  /** With a fresh token; the oldest goes when there would be too many. */
  Seat renewed(Hash token) {
    var newest = new ArrayList<>(tokens);
    newest.add(token);
    int tooMany = Math.max(0, newest.size() - TOKENS_MAX);
    return new Seat(
        participant,
        number,
        pseudonym,
        newest.subList(tooMany, newest.size()),
        connection,
        score,
        joinedAt);
  }

  Seat plus(int points) {
    return new Seat(participant, number, pseudonym, tokens, connection, score + points, joinedAt);
  }
}
