package carafe.rooms.storage.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Stores snapshots of rooms' storage as JSON with a version. Unlike events they are no promise: one
 * that cannot be read any more may be left out, the events tell everything.
 */
public final class StorageSnapshotSerializer extends SerializerWithStringManifest {
  /** Stands beside every stored snapshot: it never changes and is never used for anything else. */
  private static final int IDENTIFIER = 7303;

  private static final int VERSION = 1;
  private static final String NAME = "storage-snapshot";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object object) {
    return NAME;
  }

  @Override
  public byte[] toBinary(Object object) {
    if (object instanceof StorageSnapshot(var everything)) {
      return JsonWriter.object(out -> ChangeJson.write(everything, out.number("v", VERSION)));
    }
    throw new IllegalArgumentException(
        object.getClass().getName() + " is no snapshot of a room's storage");
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    try {
      if (!manifest.equals(NAME)) {
        throw new IllegalArgumentException("no snapshot has this name");
      }
      JsonReader in = JsonReader.of(bytes);
      if (in.number("v") != VERSION) {
        throw new IllegalArgumentException("it is of version " + in.number("v"));
      }
      return new StorageSnapshot(ChangeJson.read(in));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the %s cannot be read by this program, which reads version %d: %s"
              .formatted(manifest, VERSION, e.getMessage()),
          e);
    }
  }
}
