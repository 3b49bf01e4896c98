package carafe.rooms.frame;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes all connections of a node together may hold of messages that have only partly
 * arrived; thread-safe.
 */
public final class PartialBudget {
  private final long bytesMax;
  private final AtomicLong used = new AtomicLong();

  public PartialBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes so many bytes, or none at all when there are not enough. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  /** What is held now. */
  public long used() {
    return used.get();
  }
}
