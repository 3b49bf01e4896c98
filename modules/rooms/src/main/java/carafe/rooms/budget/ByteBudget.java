package carafe.rooms.budget;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of one kind all connections of a node together may hold; thread-safe. When there
 * are not enough, whoever has held some longest without getting on loses them: whoever begins
 * something and does not end it is in nobody's way.
 */
public final class ByteBudget {
  private static final byte[] NOTHING = new byte[0];

  private final long bytesMax;

  // Under the lock of this.
  private long used;

  /** What is held that nobody can take away: a part of it all. */
  private long kept;

  /** Those that hold something and may lose it, by when they began to, or last had less. */
  private final Set<Share> holders = new LinkedHashSet<>();

  public ByteBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /**
   * For one connection.
   *
   * @param whenLost called by any thread when another one needs what this one held
   */
  public Share share(Runnable whenLost) {
    return new Share(whenLost);
  }

  /** What is held now. */
  public synchronized long used() {
    return used;
  }

  /** What one connection holds. Used by one thread; another one may take it away at any time. */
  public final class Share {
    private final Runnable whenLost;

    // Under the lock of the budget.
    private byte[] bytes = NOTHING;
    private long held;
    private boolean isKept;
    private volatile boolean lost;

    private Share(Runnable whenLost) {
      this.whenLost = whenLost;
    }

    /** Whether another one needed it more. */
    public boolean isLost() {
      return lost;
    }

    /** What {@link #grow} made room for; null when it was lost. */
    public byte @Nullable [] bytes() {
      synchronized (ByteBudget.this) {
        return lost ? null : bytes;
      }
    }

    /** The same with more room; null when there is none, or when it was lost. */
    public byte @Nullable [] grow(int size) {
      byte[] before = reserve(size);
      if (before == null) {
        return null;
      }
      byte[] grown = Arrays.copyOf(before, size); // may take a while: not under the lock
      synchronized (ByteBudget.this) {
        if (lost) {
          return null;
        }
        bytes = grown;
        return grown;
      }
    }

    /**
     * Holds so many bytes, which are somewhere else, instead of those before.
     *
     * @return false when there is no room for them, or when it was lost
     */
    public boolean hold(long size) {
      return reserve(size) != null;
    }

    /**
     * The same for who has a lock of its own.
     *
     * @param later gets what is to be run without that lock, in any case: it tells others that they
     *     lost
     */
    public boolean hold(long size, List<Runnable> later) {
      synchronized (ByteBudget.this) {
        return reserve(size, later) != null;
      }
    }

    /** What was kept until now; null when there is no room. */
    private byte @Nullable [] reserve(long size) {
      List<Runnable> later = new ArrayList<>(0);
      byte[] before;
      synchronized (ByteBudget.this) {
        before = reserve(size, later);
      }
      later.forEach(Runnable::run);
      return before;
    }

    /** Holds no more than so many bytes from now on: that nobody loses anything for. */
    public void shrink(long size) {
      synchronized (ByteBudget.this) {
        if (size < held) {
          used -= held - size;
          held = size;
          getsOn();
        }
      }
    }

    /** What it is held for gets on: whoever stands still loses before this one does. */
    public void getsOn() {
      synchronized (ByteBudget.this) {
        if (holders.remove(this)) {
          holders.add(this);
        }
      }
    }

    private byte @Nullable [] reserve(long size, List<Runnable> later) {
      if (lost || size > bytesMax - kept) {
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
        later.add(loser.whenLost);
      }
      used += more;
      held = size;
      holders.add(this);
      return bytes;
    }

    /**
     * From now on nobody can take it away: somebody works with it. Of all bytes half may be held
     * so, the other half is always there for those who come.
     *
     * @return false when that is too much, or when it was lost
     */
    public boolean keep() {
      synchronized (ByteBudget.this) {
        if (lost || isKept || kept + held > bytesMax / 2) {
          return false;
        }
        holders.remove(this);
        kept += held;
        isKept = true;
        return true;
      }
    }

    /** Gives everything back. */
    public void release() {
      synchronized (ByteBudget.this) {
        if (held > 0) {
          holders.remove(this);
          used -= held;
          kept -= isKept ? held : 0;
          forget();
        }
      }
    }

    private void forget() {
      held = 0;
      isKept = false;
      bytes = NOTHING;
    }
  }
}
