package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import org.apache.pekko.util.ByteString;

/** Turns what the server says into the bytes that go on the wire. */
public final class GameFrames {
  private GameFrames() {}

  /** A whole WebSocket frame. */
  public static Frame frame(ToClient message) {
    throw new UnsupportedOperationException("helper wire");
  }

  /** The message alone, for the body of an HTTP answer. */
  public static ByteString json(ToClient message) {
    throw new UnsupportedOperationException("helper wire");
  }

  /** The body of an HTTP answer. */
  public static ByteString json(HttpBody body) {
    throw new UnsupportedOperationException("helper wire");
  }
}
