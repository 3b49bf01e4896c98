package carafe.rooms.hooks;

import carafe.rooms.api.AnswerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what goes wrong in a room's hooks: the first of every second whole, the others counted; of
 * all rooms of a party on a node not more than its limit.
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
    if (failure instanceof AnswerException || !mayLog()) {
      return;
    }
    if (failure instanceof Sections.Stopped) {
      LOG.info(
          "Room {}: {} was not over when the room stopped ({} more lines left out since the last)",
          room,
          hook,
          takeLeftOut());
    } else {
      LOG.error(
          "Room {}: {} failed ({} more lines left out since the last)",
          room,
          hook,
          takeLeftOut(),
          failure);
    }
  }

  /** A change of the storage was refused, over a bound say. */
  void refused(RuntimeException why) {
    if (mayLog()) {
      LOG.warn(
          "Room {}: the storage was not changed ({} more lines left out since the last):" + " {}",
          room,
          takeLeftOut(),
          why.toString());
    }
  }

  private boolean mayLog() {
    long now = System.nanoTime();
    if (now - quietUntil < 0 || !party.mayLog(now)) {
      leftOut++;
      return false;
    }
    quietUntil = now + SECOND;
    return true;
  }

  private int takeLeftOut() {
    int taken = leftOut;
    leftOut = 0;
    return taken;
  }
}
