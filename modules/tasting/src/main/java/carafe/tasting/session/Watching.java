package carafe.tasting.session;

import carafe.rules.session.Session;

/** How a big screen comes to see what participants see (PROTOCOL.md, 3, watch_session). */
final class Watching {
  private final Roles roles;
  private final Snapshots snapshots;

  Watching(Roles roles, Snapshots snapshots) {
    this.roles = roles;
    this.snapshots = snapshots;
  }

  void begin(Speaker by, Session session) {
    by.turn().done();
    roles.watcher(by.link(), session);
    snapshots.watcher(by.link(), session);
  }
}
