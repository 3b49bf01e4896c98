package carafe.it.chaos.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether each room's history is one line: numbered without a gap, no writer comes back. */
public final class Journal {
  /** An event of a room and the life of the room that stored it. */
  record Entry(String room, long number, String writer) {}

  private Journal() {}

  public static List<Violation> check(Connection database) throws SQLException {
    try (var statement =
            database.prepareStatement(
                "select persistence_id, sequence_number, writer from event_journal"
                    + " order by persistence_id, sequence_number");
        var rows = statement.executeQuery()) {
      List<Entry> entries = new ArrayList<>();
      while (rows.next()) {
        entries.add(new Entry(rows.getString(1), rows.getLong(2), rows.getString(3)));
      }
      return check(entries);
    }
  }

  /** In order of rooms, then of numbers. */
  static List<Violation> check(List<Entry> entries) {
    List<Violation> found = new ArrayList<>();
    Set<String> writers = new HashSet<>();
    Entry before = new Entry("", 0, "");
    for (Entry entry : entries) {
      if (!entry.room().equals(before.room())) {
        before = new Entry(entry.room(), 0, "");
        writers.clear();
      }
      if (entry.number() != before.number() + 1) {
        found.add(broken(entry, "comes after number " + before.number()));
      }
      if (!entry.writer().equals(before.writer()) && !writers.add(entry.writer())) {
        found.add(broken(entry, "was written by one that another had followed"));
      }
      before = entry;
    }
    return found;
  }

  private static Violation broken(Entry entry, String what) {
    return new Violation(
        Violation.Kind.BROKEN_JOURNAL,
        entry.room(),
        "number " + entry.number(),
        what,
        List.of(new Note.Heard(Instant.EPOCH, Instant.EPOCH, entry.writer())));
  }
}
