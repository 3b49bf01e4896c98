package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** One way through the rooms that became due within a time, longest due first, page by page. */
final class Pass {
  private final Instant until;
  private final Queue<DueRooms.Due> toWake = new ArrayDeque<>();
  private Optional<DueRooms.Due> last;
  private boolean isRead;

  private Pass(Optional<DueRooms.Due> after, Instant until) {
    this.last = after;
    this.until = until;
  }

  static Pass throughAll(Instant until) {
    return new Pass(Optional.empty(), until);
  }

  static Pass since(Instant from, Instant until) {
    return new Pass(Optional.of(new DueRooms.Due(new RoomAddress("", ""), from)), until);
  }

  Instant until() {
    return until;
  }

  /** After which room the next page begins. */
  Optional<DueRooms.Due> last() {
    return last;
  }

  void found(List<DueRooms.Due> page, int pageMax) {
    toWake.addAll(page);
    isRead = page.size() < pageMax;
    if (!page.isEmpty()) {
      last = Optional.of(page.getLast());
    }
  }

  /** The next one to be woken of those that are read. */
  Optional<DueRooms.Due> next() {
    return Optional.ofNullable(toWake.poll());
  }

  boolean hasSome() {
    return !toWake.isEmpty();
  }

  boolean isOver() {
    return isRead && toWake.isEmpty();
  }
}
