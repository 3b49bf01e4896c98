package carafe.rules.host;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The order of a host's list, and what has a place in it. */
final class Listing {
  private static final Comparator<SessionEntry> NEWEST_FIRST =
      Comparator.comparing(SessionEntry::createdAt)
          .thenComparingInt(SessionEntry::number)
          .reversed()
          .thenComparing(SessionEntry::code);

  private Listing() {}

  /** Whether an entry tells something new of a session that is, or will be, in the list. */
  static boolean changes(List<SessionEntry> sessions, SessionEntry entry) {
    return sessions.stream().noneMatch(known -> isSame(known, entry) && !isOlder(known, entry))
        && with(sessions, entry).contains(entry);
  }

  /** The list with this entry in place of the one of the same session; the oldest leaves. */
  static List<SessionEntry> with(List<SessionEntry> sessions, SessionEntry entry) {
    return Stream.concat(sessions.stream().filter(known -> !isSame(known, entry)), Stream.of(entry))
        .sorted(NEWEST_FIRST)
        .limit(HostIndex.SESSIONS_MAX)
        .toList();
  }

  private static boolean isSame(SessionEntry one, SessionEntry other) {
    return one.code().equals(other.code()) && one.number() == other.number();
  }

  private static boolean isOlder(SessionEntry one, SessionEntry other) {
    return one.revision() < other.revision();
  }
}
