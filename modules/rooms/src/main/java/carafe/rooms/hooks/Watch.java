package carafe.rooms.hooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees whether a room gives its thread back in time; if not it interrupts it. Only hooks that block
 * or loop take so long.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final String room;
  private @Nullable Thread thread;
  private long since;
  private boolean interrupted;

  Watch(String room) {
    this.room = room;
  }

  synchronized void begin() {
    thread = Thread.currentThread();
    since = System.nanoTime();
  }

  synchronized void end() {
    thread = null;
    if (interrupted) {
      interrupted = false;
      Thread.interrupted(); // it was meant for the hook, not for whoever uses the thread next
    }
  }

  synchronized void look(Duration timeout) {
    if (thread != null && System.nanoTime() - since >= timeout.toNanos()) {
      LOG.error(
          "Room {}: a hook has blocked its thread for {} ms and is interrupted; hooks must"
              + " not block",
          room,
          (System.nanoTime() - since) / 1_000_000);
      interrupted = true;
      thread.interrupt();
    }
  }
}
