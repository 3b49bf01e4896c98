package carafe.load.frame;

/** Who hears what frames bring. The bytes are lent: they change after the call. */
public interface FrameSink {
  void text(byte[] bytes, int offset, int length);

  void ping(byte[] payload);

  /**
   * @param code 1005 when the server gave none
   */
  void close(int code);

  /** False once the connection has ended: then nothing more is to be heard. */
  boolean listens();
}
