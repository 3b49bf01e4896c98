package carafe.rooms.calls;

import org.apache.pekko.util.ByteString;

/** What the ears of a socket are told. */
sealed interface Told {
  /** How much of the bound in bytes it takes. */
  int bytes();

  record Text(String message, int bytes) implements Told {}

  record Binary(ByteString message) implements Told {
    @Override
    public int bytes() {
      return message.size();
    }
  }

  record Closed(int code, String reason, boolean clean) implements Told {
    @Override
    public int bytes() {
      return 0;
    }
  }
}
