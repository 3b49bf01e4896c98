package carafe.rooms.hooks;

import carafe.rooms.api.Connection;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/** What hooks tell clients, as frames; what no frame between nodes could carry is refused. */
final class Messages {
  private Messages() {}

  /**
   * @throws IllegalArgumentException when it is too large
   */
  static Frame text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    check(utf8.length);
    return Frames.text(utf8);
  }

  /**
   * @throws IllegalArgumentException when it is too large
   */
  static Frame binary(ByteString bytes) {
    check(bytes.size());
    return Frames.binary(bytes.toArray());
  }

  private static void check(int bytes) {
    if (bytes > Connection.MESSAGE_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A message to clients has at most %d bytes, not %d"
              .formatted(Connection.MESSAGE_BYTES_MAX, bytes));
    }
  }
}
