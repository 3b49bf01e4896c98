package carafe.rooms.api;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/** What a room does with what another says over a {@link RoomSocket}. */
public interface SocketListener {
  default CompletionStage<?> onMessage(RoomSocket socket, String message) {
    return Party.DONE;
  }

  default CompletionStage<?> onMessage(RoomSocket socket, ByteString message) {
    return Party.DONE;
  }

  /**
   * It is over, for whatever reason but that this room stops; nothing follows.
   *
   * @param code 1012 when the other room stopped or moved: open another
   * @param clean whether one of the two rooms closed it
   */
  default CompletionStage<?> onClose(RoomSocket socket, int code, String reason, boolean clean) {
    return Party.DONE;
  }
}
