package carafe.rules.session;

import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import java.util.List;
import java.util.Optional;

/**
 * All seats of a session: found by participant, rejoin token and connection, in order of joining.
 */
public final class Seats {
  private Seats() {}

  public static Seats empty() {
    throw new UnsupportedOperationException("helper rules");
  }

  public int size() {
    throw new UnsupportedOperationException("helper rules");
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public Optional<Seat> of(ParticipantId participant) {
    throw new UnsupportedOperationException("helper rules");
  }

  /** The seat for which this is one of the valid rejoin tokens. */
  public Optional<Seat> byToken(Hash token) {
    throw new UnsupportedOperationException("helper rules");
  }

  /** The seat that was taken from this connection id. */
  public Optional<Seat> byConnection(Hash connection) {
    throw new UnsupportedOperationException("helper rules");
  }

  /** All seats in order of joining. Costs O(n log n). */
  public List<Seat> inOrder() {
    throw new UnsupportedOperationException("helper rules");
  }
}
