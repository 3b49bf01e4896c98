package carafe.rooms.journal;

import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.util.ByteString;

/** Stores journal entries as the bytes they hold, under the stable name of their event. */
public final class JournalSerializer extends SerializerWithStringManifest {
  /** Stands beside every stored event: it never changes and is never used for anything else. */
  private static final int IDENTIFIER = 7301;

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object entry) {
    return entry(entry).name();
  }

  @Override
  public byte[] toBinary(Object entry) {
    return entry(entry).json().toArrayUnsafe();
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) {
    return new JournalEntry(manifest, ByteString.fromArrayUnsafe(bytes));
  }

  private static JournalEntry entry(Object object) {
    if (object instanceof JournalEntry entry) {
      return entry;
    }
    throw new IllegalArgumentException(object.getClass().getName() + " is no journal entry");
  }
}
