package carafe.rooms.api;

import org.apache.pekko.util.ByteString;

/** A room's own connection to another room. Telling one that is closed does nothing. */
public interface RoomSocket {
  void send(String text);

  void send(ByteString bytes);

  void close(int code, String reason);
}
