package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.tasting.wire.ToClient.LobbyUpdated;
import carafe.tasting.wire.ToClient.ParticipantAnswered;
import carafe.tasting.wire.ToClient.TimerTick;
import org.apache.pekko.util.ByteString;

/** Turns what the server says into the bytes that go on the wire. */
public final class GameFrames {
  private GameFrames() {}

  /** A whole WebSocket frame; it conflates where only the newest of its kind matters. */
  public static Frame frame(ToClient message) {
    byte[] json = ToClientJson.of(message);
    return switch (message) {
      case TimerTick _ -> Frames.text(json, "tick");
      case LobbyUpdated _ -> Frames.text(json, "lobby");
      case ParticipantAnswered _ -> Frames.text(json, "answers");
      default -> Frames.text(json);
    };
  }

  /** The message alone, for the body of an HTTP answer. */
  public static ByteString json(ToClient message) {
    return ByteString.fromArrayUnsafe(ToClientJson.of(message));
  }

  /** The body of an HTTP answer. */
  public static ByteString json(HttpBody body) {
    return ByteString.fromArrayUnsafe(ToClientJson.of(body));
  }
}
