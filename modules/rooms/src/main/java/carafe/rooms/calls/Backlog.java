package carafe.rooms.calls;

import carafe.rooms.calls.RoomCalls.Ears;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What a socket has to tell its ears, and how large that is of it which they have been told but
 * have not dealt with. Not thread-safe.
 */
final class Backlog {
  private final CallSettings settings;
  private final Ears ears;
  private final Queue<Told> untold = new ArrayDeque<>();

  /** Sizes of what the ears were told and may still be dealing with, in order. */
  private final Queue<Integer> undealt = new ArrayDeque<>();

  private long bytes;

  Backlog(CallSettings settings, Ears ears) {
    this.settings = settings;
    this.ears = ears;
  }

  /** Adds a message; false, and not added, if that is over the bounds. A single one is never. */
  boolean add(Told message) {
    forgetDealtWith();
    int messages = untold.size() + undealt.size();
    if (messages > 0
        && (messages >= settings.socketMessagesMax()
            || bytes + message.bytes() > settings.socketBytesMax())) {
      return false;
    }
    bytes += message.bytes();
    untold.add(message);
    return true;
  }

  /** The last word, whatever the bounds. */
  void end(Told.Closed closed) {
    untold.add(closed);
  }

  /** Drops what is not told yet. */
  void clear() {
    untold.clear();
  }

  /** What to tell next; null when there is nothing. */
  @Nullable Told next() {
    Told next = untold.poll();
    if (next != null) {
      undealt.add(next.bytes());
    }
    return next;
  }

  private void forgetDealtWith() {
    int waiting = ears.waiting();
    while (undealt.size() > waiting) {
      bytes -= undealt.remove();
    }
  }
}
