package carafe.load.loop;

/** Who hears what becomes of a link. Called on the loop's thread; times are {@code nanoTime}. */
public interface Ears {
  void opened(long at);

  /** A whole message. The bytes are lent. */
  void heard(byte[] bytes, int offset, int length, long at);

  /**
   * It ended, and not because we wanted it.
   *
   * @param kind how, such as {@code closed 1013} or {@code connect: Connection refused}
   */
  void ended(String kind);
}
