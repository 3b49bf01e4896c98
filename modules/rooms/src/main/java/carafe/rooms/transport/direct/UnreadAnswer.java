package carafe.rooms.transport.direct;

import carafe.rooms.budget.ByteBudget;
import java.nio.ByteBuffer;

/**
 * What a socket did not take yet of an answer, drawn from the node's budget unless it is little.
 */
record UnreadAnswer(ByteBuffer bytes, ByteBudget.Share share) {
  private static final int FREE_BYTES = 8 * 1024;

  /**
   * Draws it.
   *
   * @return false: there is no room for it
   */
  boolean hold() {
    // All of it, until all is written: it is in one piece.
    return bytes.capacity() <= FREE_BYTES || share.hold(bytes.capacity());
  }
}
