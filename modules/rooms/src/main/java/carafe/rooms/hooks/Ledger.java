package carafe.rooms.hooks;

import carafe.rooms.storage.Draft;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StorageLimits;
import carafe.rooms.storage.StoredState;
import java.util.ArrayList;
import java.util.List;

/**
 * What a room has changed and not stored yet, and what may leave the room only after that is
 * stored.
 */
final class Ledger {
  private final Draft draft;
  private boolean gathering;
  private List<Runnable> leaving = new ArrayList<>();
  private List<Runnable> waiting = new ArrayList<>();

  Ledger(StoredState stored, StorageLimits limits) {
    this.draft = new Draft(stored, limits);
  }

  Draft draft() {
    return draft;
  }

  boolean isSettled() {
    return draft.isEmpty();
  }

  /**
   * Runs what follows from a relay's message. What it lets leave the room leaves after the message
   * is done with: so the relay is told both in one.
   */
  void turn(Runnable work, Runnable done) {
    gathering = true;
    try {
      work.run();
    } finally {
      gathering = false;
    }
    leaving.addFirst(done);
    if (draft.isEmpty()) {
      List<Runnable> now = leaving;
      leaving = new ArrayList<>();
      now.forEach(Runnable::run);
    }
  }

  /** Lets something leave the room as soon as all changes so far are stored. */
  void whenStored(Runnable action) {
    if (draft.isEmpty() && !gathering) {
      action.run();
    } else {
      leaving.add(action);
    }
  }

  /**
   * Tells hooks that wait for it that all changes so far are stored; after what they let leave the
   * room meanwhile has left.
   */
  void onceStored(Runnable action) {
    if (draft.isEmpty()) {
      action.run();
    } else {
      waiting.add(action);
    }
  }

  /** Changes to be stored together, and what is to be done then. */
  record Entry(StorageChange change, List<Runnable> afterwards) {}

  Entry take() {
    leaving.addAll(waiting);
    Entry entry = new Entry(draft.take(), leaving);
    leaving = new ArrayList<>();
    waiting = new ArrayList<>();
    return entry;
  }
}
