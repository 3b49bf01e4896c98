package carafe.rooms.connection;

/**
 * The transport under one {@link Conversation}, as the conversation sees it. In return the
 * transport tells it what comes from the client, and asks it what to write and when to end.
 */
public interface Wire {
  /**
   * Something is new: the transport shall soon {@linkplain Conversation#watch look} again. Called
   * from any thread, often, and before the last call was acted on.
   */
  void wake();

  /** The same, when all that is new is that more waits to be written. */
  default void write() {
    wake();
  }
}
