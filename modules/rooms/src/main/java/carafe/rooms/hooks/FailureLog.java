package carafe.rooms.hooks;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what goes wrong in a room's hooks: one failure a second, whole, the others counted; and not
 * more than the limit of its party lets through.
 */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final long SECOND = 1_000_000_000L;

  private final String room;
  private final LogLimit party;
  private long quietUntil = System.nanoTime();
  private int leftOut;

  /**
   * @param room as logs may name it
   */
  FailureLog(String room, LogLimit party) {
    this.room = room;
    this.party = party;
  }

  void failedIf(String hook, @Nullable Throwable failure) {
    if (failure != null) {
      failed(hook, failure);
    }
  }

  void failed(String hook, Throwable failure) {
    if (!mayLog(hook, failure)) {
      return;
    }
    if (failure instanceof Sections.Stopped) {
      LOG.info("Room {}: {} was not over when the room stopped{}", room, hook, takeLeftOut());
    } else {
      LOG.error("Room {}: {} failed{}", room, hook, takeLeftOut(), failure);
    }
  }

  /** A change of the storage was refused, over a bound say. */
  void refused(RuntimeException why) {
    if (mayLog("storage", why)) {
      LOG.warn("Room {}: the storage was not changed{}: {}", room, takeLeftOut(), why.toString());
    }
  }

  private boolean mayLog(String hook, Throwable failure) {
    long now = System.nanoTime();
    if (now - quietUntil < 0) {
      leftOut++;
      return false;
    }
    OptionalInt likeIt = party.mayLog(Failure.of(room, hook, failure), now);
    if (likeIt.isEmpty()) {
      return false;
    }
    leftOut += likeIt.getAsInt();
    quietUntil = now + SECOND;
    return true;
  }

  private String takeLeftOut() {
    int taken = leftOut;
    leftOut = 0;
    return taken == 0 ? "" : " (%d more left out since the last)".formatted(taken);
  }
}
