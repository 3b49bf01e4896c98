package carafe.rooms.api;

/** Another room gave no answer; the message says which and why. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why there is none. */
  public enum Reason {
    /** Not within {@code carafe.rooms.calls.timeout}; it may still have heard the request. */
    TIMEOUT,
    /** The call came back to a room that waits for it with its gate shut. */
    CIRCLE,
    /**
     * The room is moving, cannot start, or has too much to do. If it stopped meanwhile it may still
     * have heard the request.
     */
    UNAVAILABLE,
    /** It did not let the connection in. */
    REFUSED
  }

  private final Reason reason;

  public FetchException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
