package carafe.rooms.transport.direct;

import java.util.concurrent.atomic.AtomicInteger;

/** So many connections of one kind may be there at a time. One thread takes places for them. */
final class Places {
  private final int max;
  private final AtomicInteger taken = new AtomicInteger();

  /** The same for all: a place is given back even when there is no memory left. */
  private final Runnable whenGone = taken::decrementAndGet;

  Places(int max) {
    this.max = max;
  }

  /** False: there is none at the moment. */
  boolean take() {
    if (taken.get() >= max) {
      return false;
    }
    taken.incrementAndGet();
    return true;
  }

  /** Gives one back; on any thread. */
  Runnable whenGone() {
    return whenGone;
  }

  int taken() {
    return taken.get();
  }
}
