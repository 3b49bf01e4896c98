package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.AnswerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong in a room's hooks: the first of every second whole, the others counted. */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final long SECOND = 1_000_000_000L;

  private final RoomAddress room;
  private long quietUntil = System.nanoTime();
  private int leftOut;

  FailureLog(RoomAddress room) {
    this.room = room;
  }

  void failedIf(String hook, @Nullable Throwable failure) {
    if (failure != null) {
      failed(hook, failure);
    }
  }

  void failed(String hook, Throwable failure) {
    if (!(failure instanceof AnswerException) && mayLog()) {
      LOG.error(
          "Party {} room {}: {} failed ({} more lines left out since the last)",
          room.party(),
          room.room(),
          hook,
          takeLeftOut(),
          failure);
    }
  }

  /** A change of the storage was refused, over a bound say. */
  void refused(RuntimeException why) {
    if (mayLog()) {
      LOG.warn(
          "Party {} room {}: the storage was not changed ({} more lines left out since the last):"
              + " {}",
          room.party(),
          room.room(),
          takeLeftOut(),
          why.toString());
    }
  }

  private boolean mayLog() {
    long now = System.nanoTime();
    if (now - quietUntil < 0) {
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
