package carafe.rooms.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a relay has told its room and is not handled, and what it has yet to tell, in order. The
 * numbers of what is unhandled have no gaps, so only the last one is kept.
 */
final class Outbox {
  private final int inFlightMax;
  private final Deque<Said> unhandled = new ArrayDeque<>(4);
  private final Deque<Said> waiting = new ArrayDeque<>(4);
  private long last;

  Outbox(int inFlightMax) {
    this.inFlightMax = inFlightMax;
  }

  void add(Said said) {
    waiting.addLast(said);
  }

  /** These go before all that waits. */
  void addFirst(List<? extends Said> said) {
    said.reversed().forEach(waiting::addFirst);
  }

  /**
   * Takes what is to be told next; its number is {@link #last}. Null when nothing waits, or when
   * the room has to handle something first.
   */
  @Nullable Said next() {
    while (unhandled.size() < inFlightMax) {
      Said said = waiting.poll();
      if (said == null) {
        return null;
      }
      if (!said.isForgotten()) {
        last++;
        unhandled.addLast(said);
        return said;
      }
    }
    return null;
  }

  /** Takes this before all that waits, however much is unhandled; returns its number. */
  long tellAtOnce(Said said) {
    last++;
    unhandled.addLast(said);
    return last;
  }

  /** Number of what was told longest ago and is not handled; 0 for none. */
  long oldestUnhandled() {
    return unhandled.isEmpty() ? 0 : last - unhandled.size() + 1;
  }

  /** The number given last. */
  long last() {
    return last;
  }

  /**
   * A number for what is never taken back or handled here: the Attach that begins with a room, once
   * all is taken back, and the Detach that ends it.
   */
  long extraNumber() {
    return ++last;
  }

  /** The room has handled all up to this number. */
  void handled(long number, Consumer<Said> settled) {
    while (!unhandled.isEmpty() && last - unhandled.size() < number) {
      settled.accept(unhandled.remove());
    }
  }

  /**
   * Takes back all that is unhandled: the room that was told is gone. What the relay itself has yet
   * to tell it is void: the next one is told afresh.
   */
  List<Said> reclaim() {
    List<Said> reclaimed = List.copyOf(unhandled);
    unhandled.clear();
    waiting.removeIf(said -> !(said instanceof Said.OfPeer));
    return reclaimed;
  }

  /** Takes out of what waits the words of clients that are so; drops what is forgotten. */
  List<Said.Speaking> withdraw(Predicate<Said.Speaking> which) {
    List<Said.Speaking> withdrawn = new ArrayList<>();
    waiting.removeIf(
        said -> {
          if (said.isForgotten()) {
            return true;
          }
          if (said instanceof Said.Speaking speaking && which.test(speaking)) {
            withdrawn.add(speaking);
            return true;
          }
          return false;
        });
    return withdrawn;
  }
}
