package carafe.rooms.hooks;

/** How many failures all rooms of one party may log on a node: so many a second. Thread-safe. */
final class LogLimit {
  private static final int A_SECOND = 20;
  private static final long SECOND = 1_000_000_000L;

  private long since = System.nanoTime();
  private int logged;

  synchronized boolean mayLog(long now) {
    if (now - since >= SECOND) {
      since = now;
      logged = 0;
    }
    return ++logged <= A_SECOND;
  }
}
