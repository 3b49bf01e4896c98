package carafe.rooms.hooks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which failures the rooms of one party may log on a node: the same one once in {@value
 * #AGAIN_SECONDS} s, and so many a second of all. Outlives the rooms: one that cannot start is
 * another one for each who asks for it. Thread-safe.
 */
final class LogLimit {
  static final int A_SECOND = 20;
  static final int KNOWN_MAX = 1000;
  private static final int AGAIN_SECONDS = 10;
  private static final long SECOND = 1_000_000_000L;

  /** Told once, and what is left out since. */
  private static final class Repeats {
    long quietUntil;
    int leftOut;

    Repeats(long now) {
      quietUntil = now;
    }
  }

  /** The oldest are forgotten. */
  private final Map<Failure, Repeats> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Failure, Repeats> eldest) {
          return size() > KNOWN_MAX;
        }
      };

  private long since = System.nanoTime();
  private int logged;

  /**
   * @return how many like it were left out since it was last logged; empty: so is this one
   */
  synchronized OptionalInt mayLog(Failure failure, long now) {
    Repeats repeats = known.computeIfAbsent(failure, _ -> new Repeats(now));
    if (now - repeats.quietUntil < 0 || !hasRoom(now)) {
      repeats.leftOut++;
      return OptionalInt.empty();
    }
    int leftOut = repeats.leftOut;
    repeats.leftOut = 0;
    repeats.quietUntil = now + AGAIN_SECONDS * SECOND;
    return OptionalInt.of(leftOut);
  }

  private boolean hasRoom(long now) {
    if (now - since >= SECOND) {
      since = now;
      logged = 0;
    }
    return ++logged <= A_SECOND;
  }
}
