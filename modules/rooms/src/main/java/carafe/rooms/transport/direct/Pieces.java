package carafe.rooms.transport.direct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes long answers a piece at a time. */
final class Pieces {
  /**
   * The JDK first copies all that it is given to memory outside the heap, which each thread then
   * keeps, and does so again for what the socket did not take.
   */
  private static final int PIECE_BYTES = 64 * 1024;

  /** Pieces in a row; then others have their turn, and the loop goes on. */
  private static final int PIECES_MAX = 4;

  private Pieces() {}

  /** Until all is written, the socket is full, or it was enough for one turn. */
  static void write(ByteBuffer buffer, WritableByteChannel socket) throws IOException {
    int end = buffer.limit();
    for (int pieces = 0; pieces < PIECES_MAX && buffer.position() < end; pieces++) {
      buffer.limit(Math.min(end, buffer.position() + PIECE_BYTES));
      socket.write(buffer);
      boolean full = buffer.hasRemaining();
      buffer.limit(end);
      if (full) {
        return;
      }
    }
  }
}
