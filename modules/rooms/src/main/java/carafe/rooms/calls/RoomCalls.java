package carafe.rooms.calls;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.message.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/** What rooms ask of other rooms; one for a node, thread-safe. Its stages end on any thread. */
public interface RoomCalls {
  /** Names of all parties. */
  Set<String> parties();

  /**
   * @throws IllegalArgumentException when the party is unknown or the id is none of its rooms'; it
   *     says why
   */
  void check(RoomAddress to);

  /**
   * Asks a room.
   *
   * @param callers who waits for the answer, the asking room last
   * @return fails with a {@link carafe.rooms.api.FetchException}
   */
  CompletionStage<Response> fetch(RoomAddress to, Request request, List<Caller> callers);

  /**
   * Connects to a room. The stage comes to a socket when the room has dealt with the opening.
   *
   * @return a thread-safe socket, the same that {@link Ears#opened} was told just before; fails
   *     with a {@link carafe.rooms.api.FetchException}, and then the ears are told nothing
   */
  CompletionStage<RoomSocket> socket(
      RoomAddress to, Request request, List<Caller> callers, Ears ears);

  /** How many live connections each room of the cluster has that has any. */
  CompletionStage<Map<RoomAddress, Integer>> liveConnections();

  /** Where a socket's words go; told on any thread, one after the other, in order. */
  interface Ears {
    /** The first word. What the other room said while it opened follows. */
    default void opened(RoomSocket socket) {}

    void text(String message);

    void binary(ByteString message);

    /** Nothing follows. */
    void closed(int code, String reason, boolean clean);

    /**
     * How many of the messages told are not dealt with yet; called on any thread. Too many, and the
     * socket closes with 1013.
     */
    default int waiting() {
      return 0;
    }
  }
}
