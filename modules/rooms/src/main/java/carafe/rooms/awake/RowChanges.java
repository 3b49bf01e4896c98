package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.pekko.Done;

/**
 * Changes of rows that wait to be made together, so that thousands of rooms which come or end at
 * once cost a few commits. Of one room only the newest waits, and none is made before the one ahead
 * of it is done. Thread-safe.
 */
final class RowChanges {
  /** Most in one go: a few milliseconds, for which the others wait. */
  static final int TOGETHER_MAX = 200;

  /**
   * Goes at a time: while one is stored the next ones gather; two, so that a slow one is not all.
   */
  private static final int WRITERS_MAX = 2;

  /** Rooms whose change waits; one more fails at once. */
  static final int WAITING_MAX = 100_000;

  /** One of them. */
  record Change(RoomAddress room, Row row, CompletableFuture<Done> done) {}

  private final Executor executor;
  private final Consumer<List<Change>> store;
  private final Map<RoomAddress, Change> waiting = new LinkedHashMap<>();
  private final Set<RoomAddress> busy = new HashSet<>();
  private int writers;

  /**
   * @param executor where they are stored; blocks
   * @param store stores them and completes each one's stage; throws nothing
   */
  RowChanges(Executor executor, Consumer<List<Change>> store) {
    this.executor = executor;
    this.store = store;
  }

  /**
   * The row shall be so; where another change of that room waits, the one of the later event is
   * made, which is what both would come to: at worst a row of an event that never came stays, and
   * wakes the room once more.
   */
  CompletionStage<Done> add(RoomAddress room, Row row) {
    Change change = new Change(room, row, new CompletableFuture<>());
    boolean another;
    synchronized (this) {
      Change before = waiting.get(room);
      if (before != null) {
        if (row.event() >= before.row().event()) {
          waiting.put(room, new Change(room, row, before.done()));
        }
        return before.done();
      }
      if (waiting.size() >= WAITING_MAX) {
        return CompletableFuture.failedFuture(
            new RejectedExecutionException(WAITING_MAX + " changes wait for the table awake"));
      }
      waiting.put(room, change);
      another = writers < WRITERS_MAX;
      if (another) {
        writers++;
      }
    }
    if (another) {
      begin();
    }
    return change.done();
  }

  private void begin() {
    try {
      executor.execute(this::write);
    } catch (RejectedExecutionException e) {
      refuseAll(e);
    }
  }

  /** Nobody will store anything any more. */
  private void refuseAll(RejectedExecutionException why) {
    List<Change> refused;
    synchronized (this) {
      writers--;
      refused = List.copyOf(waiting.values());
      waiting.clear();
    }
    refused.forEach(change -> change.done().completeExceptionally(why));
  }

  private void write() {
    for (List<Change> next = take(List.of()); !next.isEmpty(); next = take(next)) {
      store.accept(next);
    }
  }

  /** The next ones; none, and the writer is over. */
  private synchronized List<Change> take(List<Change> stored) {
    stored.forEach(change -> busy.remove(change.room()));
    List<Change> taken = new ArrayList<>();
    Iterator<Change> all = waiting.values().iterator();
    while (all.hasNext() && taken.size() < TOGETHER_MAX) {
      Change change = all.next();
      if (!busy.contains(change.room())) {
        taken.add(change);
        all.remove();
      }
    }
    taken.forEach(change -> busy.add(change.room()));
    if (taken.isEmpty()) {
      writers--;
    }
    return taken;
  }
}
