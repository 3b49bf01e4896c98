package carafe.tasting.view;

import carafe.rules.host.SessionEntry;
import carafe.rules.host.SessionEntry.Status;
import carafe.tasting.wire.ToClient.ListedSession;
import carafe.tasting.wire.ToClient.SessionsList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A host's list as clients see it. Pure. */
public final class ListViews {
  private ListViews() {}

  /**
   * @param sessions newest first
   */
  public static SessionsList list(List<SessionEntry> sessions) {
    return new SessionsList(sessions.stream().map(ListViews::line).toList());
  }

  private static ListedSession line(SessionEntry entry) {
    return new ListedSession(
        entry.code(),
        entry.title(),
        entry.createdAt(),
        entry.status().name().toLowerCase(Locale.ROOT),
        entry.participantCount(),
        entry.status() == Status.ENDED ? Optional.of(entry.finalRankings()) : Optional.empty());
  }
}
