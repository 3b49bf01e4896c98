package carafe.rooms.connection;

import carafe.rooms.budget.ByteBudget;
import java.util.List;

/**
 * What waits for one client alone because it does not read, as it is counted for the whole node.
 * Under the lock of the conversation's {@link Outbound}, unless it says otherwise.
 */
final class Unread {
  /** What may wait for one client without being counted. */
  static final int FREE_BYTES = 8 * 1024;

  private final ByteBudget.Share share;
  private final Runnable whenLost;
  private volatile boolean drawn;

  /** It asked for more than there is for such. */
  private volatile boolean noRoom;

  /**
   * @param whenLost called when the client is to be cut, for it or another one needs the memory;
   *     without the lock, by any thread
   */
  Unread(ByteBudget budget, Runnable whenLost) {
    this.share = budget.share(whenLost);
    this.whenLost = whenLost;
  }

  /**
   * So much waits.
   *
   * @param later gets what is to be run without the lock
   */
  void grow(long bytes, List<Runnable> later) {
    drawn = true;
    if (!share.hold(bytes, later)) {
      noRoom = true;
      later.add(whenLost);
    }
  }

  /** Something was written, or will not be: so much is left. */
  void shrink(long bytes) {
    if (!drawn) {
      return;
    }
    if (bytes > FREE_BYTES) {
      share.shrink(bytes);
    } else {
      share.release();
      drawn = false;
    }
  }

  /** Whether anything is counted; for any thread. */
  boolean isDrawn() {
    return drawn;
  }

  /** Whether the client is to be cut; for any thread. */
  boolean isLost() {
    return noRoom || share.isLost();
  }
}
