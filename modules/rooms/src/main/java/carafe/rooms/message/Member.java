package carafe.rooms.message;

import carafe.rooms.json.AsBytes;
import org.apache.pekko.util.ByteString;

/**
 * A connection as the room knows it.
 *
 * @param connection its number at its relay, never given again in the relay's life
 * @param state what the room keeps with the connection; it survives a move of the room
 */
public record Member(int connection, Visitor visitor, @AsBytes ByteString state) {
  /** Most bytes of {@link #state}: what a party may keep, and the connection's tags. */
  public static final int STATE_BYTES_MAX = 16 * 1024;

  public Member {
    if (state.size() > STATE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A connection's state is %d bytes, at most %d are kept"
              .formatted(state.size(), STATE_BYTES_MAX));
    }
  }

  /** The same connection with another state. */
  public Member withState(ByteString state) {
    return new Member(connection, visitor, state);
  }
}
