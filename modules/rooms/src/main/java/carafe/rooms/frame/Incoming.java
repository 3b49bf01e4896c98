package carafe.rooms.frame;

/**
 * What a {@link FrameParser} makes of a client's bytes. Arrays are handed over, not shared, and
 * these records are never compared.
 */
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Incoming {
  /** A whole text message, valid UTF-8. */
  record Text(byte[] utf8) implements Incoming {}

  record Binary(byte[] bytes) implements Incoming {}

  /** A data frame that does not end its message: nothing to act on, but it counts. */
  record Fragment() implements Incoming {}

  record Ping(byte[] payload) implements Incoming {}

  record Pong() implements Incoming {}

  /**
   * The client's close frame; what follows it is ignored.
   *
   * @param code 1005 when it carried none
   */
  record Close(int code, String reason) implements Incoming {}

  /**
   * A message is over the limit, told as soon as its length shows. From now on messages are
   * skipped, so that the client's answer to our close frame is still found.
   */
  record TooLarge() implements Incoming {}

  /** The node has no room for it; messages are skipped from now on. */
  record NoRoom() implements Incoming {}

  /** The client broke the protocol; nothing more is read from it. */
  record Broken(int code, String why) implements Incoming {}
}
