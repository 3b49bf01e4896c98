package carafe.rooms.transport.direct;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a {@link Socket} is at the moment. Only its loop's thread calls these.
 *
 * <pre>
 * Silent ──a plain handshake──▶ Handshake ──101 written──▶ WebSocket
 *    ├──any other bytes──▶ Exchange ◀─┘ any other answer      ▲
 *    │                      │   └────────101 written──────────┘
 *    └──refused──▶ Lingering ◀──answered
 * </pre>
 */
interface Phase {
  /**
   * Bytes, or the end, can be read.
   *
   * @param buffer the loop's, empty; nothing of it may be kept
   */
  void readable(ByteBuffer buffer) throws IOException;

  /** Bytes can be written that could not before. */
  void writable() throws IOException;

  /** Whether the socket has taken too long for something, and has to go. */
  boolean isOverdue(long now);

  /** Whether all is said, and has only to arrive: a socket that has to go is not cut then. */
  default boolean isAllSaid() {
    return false;
  }

  /** The port is to close: ends as soon as that cuts nobody's answer short. */
  void drain();

  /** The socket is gone. Called once, whatever the reason. */
  void gone();
}
