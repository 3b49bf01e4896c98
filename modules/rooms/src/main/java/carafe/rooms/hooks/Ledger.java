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
  private List<Runnable> afterwards = new ArrayList<>();

  Ledger(StoredState stored, StorageLimits limits) {
    this.draft = new Draft(stored, limits);
  }

  Draft draft() {
    return draft;
  }

  boolean isSettled() {
    return draft.isEmpty();
  }

  /** Does it as soon as all changes so far are stored: now, if there are none. */
  void whenStored(Runnable action) {
    if (draft.isEmpty()) {
      action.run();
    } else {
      afterwards.add(action);
    }
  }

  /** Changes to be stored together, and what is to be done then. */
  record Entry(StorageChange change, List<Runnable> afterwards) {}

  Entry take() {
    Entry entry = new Entry(draft.take(), afterwards);
    afterwards = new ArrayList<>();
    return entry;
  }
}
