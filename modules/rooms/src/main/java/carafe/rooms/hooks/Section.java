package carafe.rooms.hooks;

import carafe.rooms.message.Caller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One run of a hook, or an exclusive section within one. */
final class Section {
  /** Numbers of different nodes and incarnations do not meet. */
  private static final AtomicLong NUMBERS = new AtomicLong(ThreadLocalRandom.current().nextLong());

  final long number = NUMBERS.incrementAndGet();

  /** What runs, for the log. */
  final String name;

  /** The section that this one is inside of. */
  final @Nullable Section parent;

  /** Who waits for what it comes to. */
  final List<Caller> callers;

  /** Nanosecond time at which its work began. */
  private long since = System.nanoTime();

  /** Its work is done, or it ran out of time. */
  boolean over;

  /** It ran out of time: nothing of it goes on. */
  private boolean cut;

  Section(String name, List<Caller> callers) {
    this(name, null, callers);
  }

  private Section(String name, @Nullable Section parent, List<Caller> callers) {
    this.name = name;
    this.parent = parent;
    this.callers = callers;
  }

  Section inner(String name) {
    return new Section(name, this, callers);
  }

  /** Its work begins only now; it was made before, to hold the gate. */
  void beginsNow() {
    since = System.nanoTime();
  }

  /**
   * @param now in nanosecond time
   */
  boolean hasTaken(Duration time, long now) {
    return now - since >= time.toNanos();
  }

  boolean isWithin(Section other) {
    for (Section s = this; s != null; s = s.parent) {
      if (s == other) {
        return true;
      }
    }
    return false;
  }

  void cut() {
    cut = true;
  }

  boolean isCut() {
    for (Section s = this; s != null; s = s.parent) {
      if (s.cut) {
        return true;
      }
    }
    return false;
  }
}
