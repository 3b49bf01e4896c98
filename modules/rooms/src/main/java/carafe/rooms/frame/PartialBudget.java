package carafe.rooms.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes all connections of a node together may hold of messages that have only partly
 * arrived; thread-safe. When there are not enough, the message that began longest ago is given up:
 * whoever begins messages and does not end them is in nobody's way.
 */
public final class PartialBudget {
  private static final byte[] NOTHING = new byte[0];

  private final long bytesMax;

  // Under the lock of this.
  private long used;

  /** Those that hold something, by when they began to. */
  private final Set<Share> holders = new LinkedHashSet<>();

  public PartialBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * For one connection.
   *
   * @param whenLost called by any thread when another message needs what this one held
   */
  Share share(Runnable whenLost) {
    return new Share(whenLost);
  }

  /** What is held now. */
  public synchronized long used() {
    return used;
  }

  /** What one connection holds. Used by one thread; another one may take it away at any time. */
  final class Share {
    private final Runnable whenLost;

    // Under the lock of the budget.
    private byte[] bytes = NOTHING;
    private long held;
    private volatile boolean lost;

    private Share(Runnable whenLost) {
      this.whenLost = whenLost;
    }

    /** Whether another message needed it more. */
    boolean isLost() {
      return lost;
    }

    /** What is kept; null when it was lost. */
    byte @Nullable [] bytes() {
      synchronized (PartialBudget.this) {
        return lost ? null : bytes;
      }
    }

    /** The same with more room; null when there is none, or when it was lost. */
    byte @Nullable [] grow(int size) {
      List<Share> losers = new ArrayList<>(0);
      byte @Nullable [] before;
      synchronized (PartialBudget.this) {
        before = reserve(size, losers);
      }
      losers.forEach(loser -> loser.whenLost.run());
      if (before == null) {
        return null;
      }
      byte[] grown = Arrays.copyOf(before, size); // may take a while: not under the lock
      synchronized (PartialBudget.this) {
        if (lost) {
          return null;
        }
        bytes = grown;
        return grown;
      }
    }

    /** What was kept until now. */
    private byte @Nullable [] reserve(int size, List<Share> losers) {
      if (lost || size > bytesMax) {
        return null;
      }
      long more = size - held;
      Iterator<Share> eldest = holders.iterator();
      while (used + more > bytesMax) {
        Share loser = eldest.next();
        if (loser == this) {
          return null;
        }
        eldest.remove();
        used -= loser.held;
        loser.forget();
        loser.lost = true;
        losers.add(loser);
      }
      used += more;
      held = size;
      holders.add(this);
      return bytes;
    }

    /** Gives everything back. */
    void release() {
      synchronized (PartialBudget.this) {
        if (held > 0) {
          holders.remove(this);
          used -= held;
          forget();
        }
      }
    }

    private void forget() {
      held = 0;
      bytes = NOTHING;
    }
  }
}
