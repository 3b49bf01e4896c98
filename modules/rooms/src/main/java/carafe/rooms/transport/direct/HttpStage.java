package carafe.rooms.transport.direct;

import org.apache.pekko.util.ByteString;

/** What HTTP is told of the socket of its {@link Exchange}, from any thread. */
interface HttpStage {
  void received(ByteString bytes);

  /** The client sends no more; it may still read. */
  void inputEnded();

  /** What {@link Exchange#write} could not write at once is written. */
  void written();

  /** The socket is gone. */
  void lost();

  /** The port is to close, and nothing is asked. */
  void drain();

  /**
   * The socket is not its concern any more; to be called where the stage runs.
   *
   * @return what was read that HTTP has not taken
   */
  ByteString leave();
}
