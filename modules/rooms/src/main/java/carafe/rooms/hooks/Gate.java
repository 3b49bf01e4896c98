package carafe.rooms.hooks;

import carafe.rooms.message.Caller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a room's work runs next: what goes on before what begins; while sections hold the
 * gate, only what is within the innermost. Bounded by those who offer.
 */
final class Gate {
  /**
   * Something to run.
   *
   * @param section what goes on; null when something begins
   */
  record Work(@Nullable Section section, Runnable run) {}

  /** Innermost first. */
  private final Deque<Section> holders = new ArrayDeque<>();

  private final Deque<Work> beginning = new ArrayDeque<>();
  private Queue<Work> goingOn = new ArrayDeque<>();

  /** What goes on once the holders let it. */
  private Queue<Work> parked = new ArrayDeque<>();

  void begins(Runnable run) {
    beginning.add(new Work(null, run));
  }

  /** The same, in that order, before all that waits to begin. */
  void beginFirst(List<Runnable> runs) {
    runs.reversed().forEach(run -> beginning.addFirst(new Work(null, run)));
  }

  void goesOn(Section section, Runnable run) {
    (lets(section) ? goingOn : parked).add(new Work(section, run));
  }

  /** Whether the section may run now. */
  boolean lets(Section section) {
    Section holder = holders.peek();
    return holder == null || section.isWithin(holder);
  }

  /**
   * What to run next, if anything may run.
   *
   * @param mayBegin whether something may begin; what goes on always may
   */
  @Nullable Work next(boolean mayBegin) {
    Work next = goingOn.poll();
    return next == null && mayBegin && holders.isEmpty() ? beginning.poll() : next;
  }

  /** A section that has just been made holds the gate: nothing that waits is within it. */
  void hold(Section section) {
    holders.push(section);
    if (parked.isEmpty()) {
      Queue<Work> empty = parked;
      parked = goingOn;
      goingOn = empty;
    } else {
      parked.addAll(goingOn);
      goingOn.clear();
    }
  }

  /** The section holds the gate no longer, nor does any within it. */
  void release(Section section) {
    if (!holders.removeIf(holder -> holder.isWithin(section))) {
      return;
    }
    Queue<Work> waiting = parked;
    parked = new ArrayDeque<>();
    waiting.addAll(goingOn);
    goingOn = waiting;
    if (!holders.isEmpty()) {
      goingOn = new ArrayDeque<>();
      waiting.forEach(work -> (mayGoOn(work) ? goingOn : parked).add(work));
    }
  }

  private boolean mayGoOn(Work work) {
    return work.section() != null && lets(work.section());
  }

  /**
   * Whether a request could never be answered: what shuts the gate waits for the answer.
   *
   * @param calling sections that wait for other rooms, by their numbers
   */
  boolean wouldWaitForItself(List<Caller> callers, Map<Long, Section> calling) {
    for (Caller caller : callers) {
      Section section = calling.get(caller.section());
      if (section != null && holders.stream().anyMatch(section::isWithin)) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return holders.isEmpty() && beginning.isEmpty() && goingOn.isEmpty() && parked.isEmpty();
  }
}
