package carafe.tasting.journal;

import carafe.rooms.journal.EventFormat;
import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.host.HostIndex.Event;
import carafe.rules.host.HostIndex.Event.HostClaimed;
import carafe.rules.host.HostIndex.Event.SessionListed;
import carafe.rules.identity.Hash;
import java.time.Instant;

/** The events of a host index as the journal writes them. */
final class HostEventFormat implements EventFormat<Event> {
  @Override
  public String name(Event event) {
    return switch (event) {
      case HostClaimed _ -> "host-claimed";
      case SessionListed _ -> "session-listed";
    };
  }

  @Override
  public Instant at(Event event) {
    return event.at();
  }

  @Override
  public void write(Event event, JsonWriter out) {
    switch (event) {
      case HostClaimed e -> out.text("keyHash", e.key().map(Hash::hex));
      case SessionListed e ->
          out.object("entry", entry -> SessionEntryJson.write(e.entry(), entry));
    }
  }

  @Override
  public Event read(String name, Instant at, JsonReader in) {
    return switch (name) {
      case "host-claimed" -> new HostClaimed(in.optionalText("keyHash").map(Hash::ofHex), at);
      case "session-listed" -> new SessionListed(SessionEntryJson.read(in.object("entry")), at);
      default -> throw new IllegalArgumentException("no event of a host index has this name");
    };
  }
}
