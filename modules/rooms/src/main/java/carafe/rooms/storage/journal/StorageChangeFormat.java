package carafe.rooms.storage.journal;

import carafe.rooms.journal.EventFormat;
import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rooms.storage.StorageChange;
import java.time.Clock;
import java.time.Instant;

/** Changes of a room's storage as the journal writes them, with the time at which it does. */
final class StorageChangeFormat implements EventFormat<StorageChange> {
  private static final String NAME = "storage-changed";

  private final Clock clock;

  StorageChangeFormat(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name(StorageChange change) {
    return NAME;
  }

  @Override
  public Instant at(StorageChange change) {
    return clock.instant();
  }

  @Override
  public void write(StorageChange change, JsonWriter out) {
    ChangeJson.write(change, out);
  }

  @Override
  public StorageChange read(String name, Instant at, JsonReader in) {
    if (!name.equals(NAME)) {
      throw new IllegalArgumentException("no event of a room's storage has this name");
    }
    return ChangeJson.read(in);
  }
}
