package carafe.tasting.journal;

import carafe.rooms.journal.EnvelopeAdapter;
import carafe.rooms.journal.JournalEntry;
import carafe.rules.host.HostIndex;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.SnapshotAdapter;

/** What the journal keeps of a host index: adapters between its own types and the stored ones. */
public final class HostJournal {
  private HostJournal() {}

  /** A fresh adapter for each actor: the hash chain will keep the entry before in it. */
  public static EventAdapter<HostIndex.Event, JournalEntry> eventAdapter() {
    return new EnvelopeAdapter<>(new HostEventFormat());
  }

  public static SnapshotAdapter<HostIndex> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(HostIndex index) {
        return new Snapshot.OfHost(index);
      }

      @Override
      public HostIndex fromJournal(Object stored) {
        if (stored instanceof Snapshot.OfHost snapshot) {
          return snapshot.index();
        }
        throw new IllegalArgumentException("the snapshot is not one of a host index");
      }
    };
  }
}
