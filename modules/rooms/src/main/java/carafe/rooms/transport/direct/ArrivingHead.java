package carafe.rooms.transport.direct;

import carafe.rooms.budget.ByteBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of a connection's next request while it comes, as far as memory goes: bounded by itself,
 * and drawn from the node's budget when it does not come at once. What is drawn is given back by
 * any thread.
 */
final class ArrivingHead {
  /**
   * What is taken from a socket at a time. It is in no budget: heads that came at once are, and
   * what came behind the end of a request.
   */
  static final int FREE_BYTES = 8 * 1024;

  private final Bounds bounds;
  private final Runnable whenLost;
  private int bytes;
  private long bytesMax;

  /** Under the lock of this. */
  private ByteBudget.@Nullable Share share;

  /**
   * @param whenLost called by any thread when others need what was drawn for it
   */
  ArrivingHead(Bounds bounds, Runnable whenLost) {
    this.bounds = bounds;
    this.whenLost = whenLost;
    this.bytesMax = bounds.headBytesMax();
  }

  /** So many bytes more have come, of it or of a body before it. */
  void came(int count) {
    bytes += count;
  }

  /** HTTP wants more: why it does not get it, if so. */
  Optional<Refusal> objection() {
    if (bytes > bytesMax) {
      return Optional.of(Refusal.HEAD_TOO_LARGE);
    }
    if (bytes == 0) {
      return Optional.empty();
    }
    List<Runnable> later = new ArrayList<>(0);
    boolean held = hold(later);
    later.forEach(Runnable::run);
    return held ? Optional.empty() : Optional.of(Refusal.HEADS);
  }

  private synchronized boolean hold(List<Runnable> later) {
    if (share == null) {
      share = bounds.budgets().arriving().share(whenLost);
    }
    return share.hold(bytes, later);
  }

  /** Whether others needed more than there was. */
  synchronized boolean isLost() {
    return share != null && share.isLost();
  }

  /**
   * It is there; the next one may begin.
   *
   * @param bodyBytesMax what may yet come of its body
   */
  void isWhole(long bodyBytesMax) {
    bytes = 0;
    bytesMax = bounds.headBytesMax() + bodyBytesMax;
    release();
  }

  /** Nothing of it is held any more. */
  synchronized void release() {
    if (share != null) {
      share.release();
      share = null;
    }
  }
}
