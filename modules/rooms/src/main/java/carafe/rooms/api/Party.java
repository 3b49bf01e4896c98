package carafe.rooms.api;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/**
 * What one kind of room does; each room is an instance of its own, made by a public constructor
 * that takes the {@link Room}.
 *
 * <p>Hooks run one at a time and must not block: what waits is a {@link CompletionStage}, and the
 * hook's work is over when the stage it returned is. A hook may throw, or return a stage that
 * fails: whoever caused it gets an error, or the response that an {@link AnswerException} carries.
 * So does whoever caused a hook that is not over within {@code carafe.rooms.hooks.timeout}.
 */
public interface Party {
  /** What a hook returns that waits for nothing. */
  CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  /**
   * The room starts, for the first time or again after a pause or on another node; everything else
   * waits until it is done. When it fails the room stops and those who wait are refused.
   */
  default CompletionStage<?> onStart() {
    return DONE;
  }

  /**
   * Somebody asks for a WebSocket; the handshake waits for the verdict. Not asked for parties that
   * do not override it.
   */
  default CompletionStage<Verdict> onBeforeConnect(Request request) {
    return CompletableFuture.completedStage(Verdict.of(request));
  }

  /** A request comes; it reaches {@link #onRequest} as the verdict says. */
  default CompletionStage<Verdict> onBeforeRequest(Request request) {
    return CompletableFuture.completedStage(Verdict.of(request));
  }

  /**
   * Under which tags {@link Room#connections(String)} finds a new connection: at most {@value
   * Connection#TAGS_MAX}, of at most {@value Connection#TAG_CHARACTERS_MAX} characters each.
   */
  default Collection<String> connectionTags(Connection connection, Request request) {
    return List.of();
  }

  /**
   * A client has connected. Not called again for those who stay while the room moves, unless it was
   * not over when the room stopped, or when words between the nodes were lost.
   */
  default CompletionStage<?> onConnect(Connection connection, Request request) {
    return DONE;
  }

  /**
   * A client that stayed is back at its room, which has moved or started again. What the room told
   * meanwhile, and perhaps the last before, it has not heard: here is where to say how things
   * stand.
   *
   * <p>It also comes when words between the room's node and the client's were lost: then {@link
   * #onClose} (1006) has been called for its former connection, and this one takes its place.
   */
  default CompletionStage<?> onReturn(Connection connection) {
    return DONE;
  }

  /** A client has said something. */
  default CompletionStage<?> onMessage(Connection sender, String message) {
    return DONE;
  }

  /** A client has sent bytes. */
  default CompletionStage<?> onMessage(Connection sender, ByteString message) {
    return DONE;
  }

  /**
   * A client is gone; it is no longer among the room's connections.
   *
   * @param code the WebSocket close code; 1005 for none, 1006 when the connection broke
   * @param clean whether both sides exchanged close frames
   */
  default CompletionStage<?> onClose(
      Connection connection, int code, String reason, boolean clean) {
    return DONE;
  }

  /** A hook of this connection failed; unless overridden the connection is closed with 1011. */
  default CompletionStage<?> onError(Connection connection, Throwable error) {
    connection.close(1011, "something went wrong here");
    return DONE;
  }

  /** A request to the room over HTTP or from another room; 404 unless overridden. */
  default CompletionStage<Response> onRequest(Request request) {
    return CompletableFuture.completedStage(
        Response.error(404, "NOT_FOUND", "This party answers no requests."));
  }

  /**
   * The time set with {@link Room#setAlarm} has come. If it fails it is called again, after 2 s, 4
   * s and so on, six times; after a crash of its node it may be called again too.
   */
  default CompletionStage<?> onAlarm() {
    return DONE;
  }
}
