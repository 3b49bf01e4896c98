package carafe.rooms.api;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One client's WebSocket in a room. Telling one that is gone does nothing. */
public interface Connection {
  /** Most tags of a connection. */
  int TAGS_MAX = 9;

  /** Most characters of a tag. */
  int TAG_CHARACTERS_MAX = 256;

  /** Most bytes of {@link #state}, as JSON. */
  int STATE_BYTES_MAX = 2048;

  /** Most bytes of a message to clients, in UTF-8; a larger one is an IllegalArgumentException. */
  int MESSAGE_BYTES_MAX = 3 * 1024 * 1024;

  /**
   * The id that the client brought ({@code _pk}) or was given. A client keeps it when it connects
   * again, and two connections may have the same: treat it as a secret.
   */
  String id();

  /** Path and query it came with, such as {@code /parties/chat/lobby?name=Ann}. */
  String uri();

  List<String> tags();

  /**
   * What was kept with {@link #setState}, read into a type.
   *
   * @throws IllegalArgumentException when it does not fit
   */
  <T> Optional<T> state(Class<T> type);

  /**
   * Keeps something with the connection as JSON, for as long as it lasts, through moves of the room
   * too; null to keep nothing.
   *
   * @throws IllegalArgumentException when Jackson cannot write it, or it is over {@value
   *     #STATE_BYTES_MAX} bytes
   */
  void setState(@Nullable Object state);

  void send(String text);

  void send(ByteString bytes);

  /**
   * Closes it; the close hook follows.
   *
   * @param code 1000 to 1013 without those reserved, or 3000 to 4999
   * @param reason at most 123 bytes in UTF-8 are sent
   */
  void close(int code, String reason);
}
