package carafe.tasting.journal;

import carafe.rules.host.HostIndex;
import carafe.rules.session.Session;

/**
 * A room's state on its way into or out of the snapshot store. It is an immutable value, so that
 * {@link SnapshotSerializer} may write it while the room goes on.
 */
sealed interface Snapshot {
  /** Of a session. */
  record OfSession(Session session) implements Snapshot {}

  /** Of a host index. */
  record OfHost(HostIndex index) implements Snapshot {}
}
