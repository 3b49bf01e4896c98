package carafe.it.party.trial;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;

/** Throws in the hook that its room is called after, unless a client's query says {@code spare}. */
public final class Thrower implements Party {
  private final Room room;

  public Thrower(Room room) {
    this.room = room;
    failIn("constructor");
  }

  private void failIn(String hook) {
    if (room.id().equals(hook)) {
      throw new IllegalStateException("made to fail in " + hook);
    }
  }

  private void failIn(String hook, Request request) {
    if (!request.query().containsKey("spare")) {
      failIn(hook);
    }
  }

  @Override
  public CompletionStage<?> onStart() {
    failIn("onStart");
    return DONE;
  }

  @Override
  public CompletionStage<Verdict> onBeforeConnect(Request request) {
    failIn("onBeforeConnect", request);
    return CompletableFuture.completedStage(Verdict.of(request));
  }

  @Override
  public CompletionStage<Verdict> onBeforeRequest(Request request) {
    failIn("onBeforeRequest", request);
    return CompletableFuture.completedStage(Verdict.of(request));
  }

  @Override
  public Collection<String> connectionTags(Connection connection, Request request) {
    failIn("connectionTags", request);
    return List.of();
  }

  @Override
  public CompletionStage<?> onConnect(Connection connection, Request request) {
    failIn("onConnect", request);
    connection.send("{\"type\":\"hello\"}");
    return DONE;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, String message) {
    if (message.equals("throw")) {
      failIn("onMessage");
      throw new IllegalStateException("made to fail for onError");
    }
    sender.send(message);
    return DONE;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, ByteString message) {
    failIn("onMessageOfBytes");
    return DONE;
  }

  @Override
  public CompletionStage<?> onClose(Connection connection, int code, String reason, boolean clean) {
    failIn("onClose");
    return DONE;
  }

  @Override
  public CompletionStage<?> onError(Connection connection, Throwable error) {
    failIn("onError");
    connection.close(4000, "an error");
    return DONE;
  }

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    failIn("onRequest", request);
    return request.path().equals("/alarm")
        ? room.setAlarm(Instant.now()).thenApply(_ -> Response.empty(204))
        : CompletableFuture.completedStage(Response.text(200, "fine"));
  }

  @Override
  public CompletionStage<?> onAlarm() {
    failIn("onAlarm");
    return DONE;
  }
}
