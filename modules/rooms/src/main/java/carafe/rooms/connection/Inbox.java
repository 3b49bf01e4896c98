package carafe.rooms.connection;

import carafe.rooms.message.ClientMessage;
import java.time.Instant;

/** Where a connection's words go, in order; thread-safe and never blocking. */
public interface Inbox {
  /** The client said something that could be read. */
  void heard(ClientMessage message, Instant at);

  /**
   * The connection is over; nothing follows.
   *
   * @param code the close code: the client's own, 1005 for none, 1006 without a close frame
   * @param clean whether both sides exchanged close frames
   */
  void closed(int code, String reason, boolean clean);
}
