package carafe.rooms.message;

import org.apache.pekko.util.ByteString;

/**
 * A connection as the room knows it.
 *
 * @param connection its number at its relay
 * @param state what the room keeps with the connection, at most 2 KiB; it survives a move of the
 *     room
 */
public record Member(int connection, Visitor visitor, ByteString state) {
  /** Most bytes of {@link #state}. */
  public static final int STATE_BYTES_MAX = 2048;
}
