package carafe.rooms.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import java.time.Instant;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.EventSeq;
import org.apache.pekko.util.ByteString;

/**
 * Puts events into the journal's envelope {@code {v, at, prev, event}} and takes them out again.
 *
 * <p>Events become bytes here and not in the serializer, in the order in which one actor stores and
 * replays them: {@code prev} will be the hash of the bytes before.
 */
public final class EnvelopeAdapter<E> extends EventAdapter<E, JournalEntry> {
  private static final int VERSION = 1;

  private final EventFormat<E> format;

  public EnvelopeAdapter(EventFormat<E> format) {
    this.format = format;
  }

  @Override
  public JournalEntry toJournal(E event) {
    String name = format.name(event);
    byte[] json =
        JsonWriter.object(
            out ->
                out.number("v", VERSION)
                    .text("at", format.at(event).toString())
                    .nothing("prev")
                    .object("event", body -> format.write(event, body.text("type", name))));
    return new JournalEntry(name, ByteString.fromArrayUnsafe(json));
  }

  @Override
  public EventSeq<E> fromJournal(JournalEntry entry, String manifest) {
    return EventSeq.single(read(entry));
  }

  /** Empty: the name of the event is the manifest, given by {@link JournalSerializer}. */
  @Override
  public String manifest(E event) {
    return "";
  }

  private E read(JournalEntry entry) {
    JsonReader envelope;
    long version;
    try {
      envelope = JsonReader.of(entry.json().toArrayUnsafe());
      version = envelope.number("v");
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the journal's event " + entry.name() + " has no envelope that can be read", e);
    }
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "the journal's event %s is of version %d; this program reads version %d only"
              .formatted(entry.name(), version, VERSION));
    }
    try {
      JsonReader event = envelope.object("event");
      String type = event.text("type");
      if (!type.equals(entry.name())) {
        throw new IllegalArgumentException("it is stored under another name than its own");
      }
      return format.read(type, Instant.parse(envelope.text("at")), event);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the journal's event %s of version %d cannot be read: %s"
              .formatted(entry.name(), version, e.getMessage()),
          e);
    }
  }
}
