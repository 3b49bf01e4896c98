package carafe.tasting.session;

/** How a big screen comes to see what participants see (PROTOCOL.md, 3, watch_session). */
final class Watching {
  private final Roles roles;
  private final Snapshots snapshots;

  Watching(Roles roles, Snapshots snapshots) {
    this.roles = roles;
    this.snapshots = snapshots;
  }

  Reaction begin(Speaker by) {
    return Reaction.tell(
        session -> {
          by.turn().done();
          roles.watcher(by.link(), session);
          snapshots.watcher(by.link(), session);
        });
  }
}
