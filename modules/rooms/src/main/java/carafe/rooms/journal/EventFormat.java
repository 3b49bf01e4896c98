package carafe.rooms.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import java.time.Instant;

/**
 * How the journal writes one kind of room's events: under which stable names, with which fields. An
 * event's {@code at} stands in the envelope, not here.
 */
public interface EventFormat<E> {
  /** The stable name of an event, such as {@code session-created}. */
  String name(E event);

  Instant at(E event);

  void write(E event, JsonWriter out);

  /**
   * Reads what was written under a name; an unknown one throws {@link IllegalArgumentException}.
   */
  E read(String name, Instant at, JsonReader in);
}
