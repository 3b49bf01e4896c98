package carafe.tasting.journal;

import carafe.tasting.json.JsonReader;
import carafe.tasting.json.JsonWriter;
import java.time.Instant;

/**
 * How the journal writes one kind of room's events: under which stable names, with which fields. An
 * event's {@code at} stands in the envelope, not here.
 */
interface EventFormat<E> {
  /** The stable name of an event, such as {@code session-created}. */
  String name(E event);

  Instant at(E event);

  void write(E event, JsonWriter out);

  /**
   * Reads what was written under a name; an unknown one throws {@link IllegalArgumentException}.
   */
  E read(String name, Instant at, JsonReader in);
}
