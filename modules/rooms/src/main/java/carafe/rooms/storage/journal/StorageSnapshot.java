package carafe.rooms.storage.journal;

import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StoredState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a room keeps on its way into or out of the snapshot store. It is everything as one change,
 * and a copy: the state goes on changing while {@link StorageSnapshotSerializer} writes this.
 */
record StorageSnapshot(StorageChange everything) {
  static StorageSnapshot of(StoredState state) {
    Optional<Instant> alarm = state.alarm();
    return new StorageSnapshot(
        new StorageChange(state.values(), List.of(), alarm.map(StorageChange.AlarmSet::new)));
  }

  /** A state of its own each time. */
  StoredState state() {
    return new StoredState().evolve(everything);
  }
}
