package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Stores snapshots as JSON with a version. Unlike events they are no promise: one that cannot be
 * read any more may be left out, the events tell everything.
 */
public final class SnapshotSerializer extends SerializerWithStringManifest {
  /** Stands beside every stored snapshot: it never changes and is never used for anything else. */
  private static final int IDENTIFIER = 7302;

  private static final int VERSION = 1;
  private static final String SESSION = "session-snapshot";
  private static final String HOST = "host-snapshot";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object object) {
    return switch (snapshot(object)) {
      case Snapshot.OfSession _ -> SESSION;
      case Snapshot.OfHost _ -> HOST;
    };
  }

  @Override
  public byte[] toBinary(Object object) {
    Snapshot snapshot = snapshot(object);
    return JsonWriter.object(
        out -> {
          out.number("v", VERSION);
          switch (snapshot) {
            case Snapshot.OfSession s -> SessionStateJson.write(s.session(), out);
            case Snapshot.OfHost s -> HostStateJson.write(s.index(), out);
          }
        });
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    try {
      JsonReader in = JsonReader.of(bytes);
      if (in.number("v") != VERSION) {
        throw new IllegalArgumentException("it is of version " + in.number("v"));
      }
      return switch (manifest) {
        case SESSION -> new Snapshot.OfSession(SessionStateJson.read(in));
        case HOST -> new Snapshot.OfHost(HostStateJson.read(in));
        default -> throw new IllegalArgumentException("no snapshot has this name");
      };
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the %s cannot be read by this program, which reads version %d: %s"
              .formatted(manifest, VERSION, e.getMessage()),
          e);
    }
  }

  private static Snapshot snapshot(Object object) {
    if (object instanceof Snapshot snapshot) {
      return snapshot;
    }
    throw new IllegalArgumentException(object.getClass().getName() + " is no snapshot");
  }
}
