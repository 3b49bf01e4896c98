package carafe.rooms.journal;

import org.apache.pekko.util.ByteString;

/**
 * One event as the journal keeps it (DESIGN.md, Journal).
 *
 * @param name the stable name of the event, such as {@code session-created}
 * @param json the whole envelope, the very bytes that are stored
 */
public record JournalEntry(String name, ByteString json) {
  /** Shows no content: it holds answers and hashes. */
  @Override
  public String toString() {
    return "JournalEntry[" + name + "]";
  }
}
