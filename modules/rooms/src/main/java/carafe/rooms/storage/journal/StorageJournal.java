package carafe.rooms.storage.journal;

import carafe.rooms.journal.EnvelopeAdapter;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StoredState;
import java.time.Clock;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.SnapshotAdapter;

/** What the journal keeps of a room's storage: adapters between its own types and the stored. */
public final class StorageJournal {
  private StorageJournal() {}

  /**
   * A fresh adapter for each actor: the hash chain will keep the entry before in it.
   *
   * @param clock tells when a change was made
   */
  public static EventAdapter<StorageChange, JournalEntry> eventAdapter(Clock clock) {
    return new EnvelopeAdapter<>(new StorageChangeFormat(clock));
  }

  public static SnapshotAdapter<StoredState> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(StoredState state) {
        return StorageSnapshot.of(state);
      }

      @Override
      public StoredState fromJournal(Object stored) {
        if (stored instanceof StorageSnapshot snapshot) {
          return snapshot.state();
        }
        throw new IllegalArgumentException("the snapshot is not one of a room's storage");
      }
    };
  }
}
