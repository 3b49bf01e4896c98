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
  private int unlogged;

  FailureLog(RoomAddress room) {
    this.room = room;
  }

  void failedIf(String hook, @Nullable Throwable failure) {
    if (failure != null) {
      failed(hook, failure);
    }
  }

  void failed(String hook, Throwable failure) {
    if (failure instanceof AnswerException) {
      return;
    }
    long now = System.nanoTime();
    if (now - quietUntil < 0) {
      unlogged++;
      return;
    }
    quietUntil = now + SECOND;
    LOG.error(
        "Party {} room {}: {} failed ({} more failures since the last line)",
        room.party(),
        room.room(),
        hook,
        unlogged,
        failure);
    unlogged = 0;
  }
}
