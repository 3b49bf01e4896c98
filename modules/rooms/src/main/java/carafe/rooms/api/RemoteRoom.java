package carafe.rooms.api;

import carafe.rooms.address.RoomAddress;
import java.util.concurrent.CompletionStage;

/** Another room, on whatever node it lives; it need not have been started. */
public interface RemoteRoom {
  RoomAddress address();

  /**
   * Asks it. What follows the stage runs in the asking room.
   *
   * @return fails with a {@link FetchException} when there is no answer
   */
  CompletionStage<Response> fetch(Request request);

  /** A GET. */
  default CompletionStage<Response> fetch() {
    return fetch(Request.get());
  }

  /**
   * Connects to it like a client. The connection ends when either room stops or moves.
   *
   * @param request path, query and headers that the other room sees; {@code _pk} in the query is
   *     the connection's id there
   * @param listener what it is told runs in this room, like hooks
   * @return fails with a {@link FetchException} when the other room refuses or cannot be reached
   */
  CompletionStage<RoomSocket> socket(Request request, SocketListener listener);

  default CompletionStage<RoomSocket> socket(SocketListener listener) {
    return socket(Request.get(), listener);
  }
}
