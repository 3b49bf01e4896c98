package carafe.rooms.api;

/**
 * Ends a hook with a response for whoever caused it: a request is answered with it, a WebSocket
 * handshake refused with it. Not a failure: it is not logged.
 */
public final class AnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Response response;

  public AnswerException(Response response) {
    super("answered " + response.status(), null, false, false);
    this.response = response;
  }

  public Response response() {
    return response;
  }
}
