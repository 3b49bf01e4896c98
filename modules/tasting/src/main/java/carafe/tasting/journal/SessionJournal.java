package carafe.tasting.journal;

import carafe.rooms.journal.EnvelopeAdapter;
import carafe.rooms.journal.JournalEntry;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.SnapshotAdapter;

/** What the journal keeps of a session: adapters between its own types and the stored ones. */
public final class SessionJournal {
  private SessionJournal() {}

  /** A fresh adapter for each actor: the hash chain will keep the entry before in it. */
  public static EventAdapter<Event, JournalEntry> eventAdapter() {
    return new EnvelopeAdapter<>(new SessionEventFormat());
  }

  public static SnapshotAdapter<Session> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(Session session) {
        return new Snapshot.OfSession(session);
      }

      @Override
      public Session fromJournal(Object stored) {
        if (stored instanceof Snapshot.OfSession snapshot) {
          return snapshot.session();
        }
        throw new IllegalArgumentException("the snapshot is not one of a session");
      }
    };
  }
}
