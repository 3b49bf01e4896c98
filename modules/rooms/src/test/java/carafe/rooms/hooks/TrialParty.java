package carafe.rooms.hooks;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.SocketListener;
import carafe.rooms.api.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A party whose clients say which part of the API it shall use; every hook tells the room's
 * connections that it ran.
 */
public final class TrialParty implements Party {
  private final Room room;
  private final List<CompletableFuture<Response>> gathered = new ArrayList<>();
  private int began;

  public TrialParty(Room room) {
    this.room = room;
    if (room.id().startsWith("broken")) {
      throw new IllegalStateException("made to fail");
    }
  }

  @Override
  public CompletionStage<?> onStart() {
    if (room.id().startsWith("starts-slowly")) {
      return room.parties()
          .get(room.party())
          .get("other")
          .fetch(to("/back"))
          .thenCompose(answer -> room.storage().put("body", answer.text()));
    }
    return room.storage().put("starts", room.storage().get("starts", Integer.class).orElse(0) + 1);
  }

  @Override
  public CompletionStage<Verdict> onBeforeConnect(Request request) {
    return switch (request.query().getOrDefault("before", "")) {
      case "refuse" -> answer(Response.error(403, "NO", "Not here."));
      case "throw" -> throw new AnswerException(Response.redirect("/elsewhere"));
      case "rename" ->
          CompletableFuture.completedStage(Verdict.of(request.withQuery("name", "Renamed")));
      default -> CompletableFuture.completedStage(Verdict.of(request));
    };
  }

  private static CompletionStage<Verdict> answer(Response response) {
    return CompletableFuture.completedStage(Verdict.of(response));
  }

  @Override
  public CompletionStage<Verdict> onBeforeRequest(Request request) {
    return request.path().equals("/secret")
        ? answer(Response.error(401, "KEY", "A key, please."))
        : CompletableFuture.completedStage(Verdict.of(request.withHeader("x-before", "was here")));
  }

  @Override
  public Collection<String> connectionTags(Connection connection, Request request) {
    String tag = request.query().get("tag");
    return tag == null ? List.of() : List.of(tag, "tagged");
  }

  @Override
  public CompletionStage<?> onConnect(Connection connection, Request request) {
    if (request.query().containsKey("throw")) {
      throw new IllegalStateException("made to fail");
    }
    if (request.query().containsKey("waits")
        && room.storage().get("starts", Integer.class).orElseThrow() == 1) {
      room.broadcast("waiting");
      return new CompletableFuture<>();
    }
    String name = request.query().getOrDefault("name", "nobody");
    if (!request.query().containsKey("stateless")) {
      connection.setState(Map.of("name", name));
    }
    connection.send("welcome " + name + " " + connection.uri() + " " + connection.tags());
    return DONE;
  }

  @Override
  public CompletionStage<?> onReturn(Connection connection) {
    if (connection.uri().contains("returns")) {
      connection.send("back " + connection.tags() + " " + connection.state(Map.class));
    }
    return DONE;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, String message) {
    String[] words = message.split(" ", 3);
    return switch (words[0]) {
      case "echo" -> said(sender, message);
      case "all" -> {
        room.broadcast(message);
        yield DONE;
      }
      case "others" -> {
        room.broadcast(message, sender.id());
        yield DONE;
      }
      case "tag" -> {
        room.connections(words[1]).forEach(connection -> connection.send(message));
        yield DONE;
      }
      case "to" -> {
        room.connection(words[1]).ifPresent(connection -> connection.send(words[2]));
        yield DONE;
      }
      case "state" -> said(sender, "state " + sender.state(Map.class).orElseThrow());
      case "size" -> said(sender, "size " + room.connections().size());
      case "put" -> {
        CompletionStage<Void> stored = room.storage().put(words[1], words[2]);
        sender.send("after put");
        yield stored.thenRun(() -> sender.send("stored " + words[1]));
      }
      case "get" ->
          said(sender, "got " + room.storage().get(words[1], String.class).orElse("nothing"));
      case "flicker" -> {
        CompletionStage<Void> stored = room.storage().put(words[1], 1);
        yield room.storage()
            .delete(words[1])
            .thenCombine(stored, (deleted, _) -> deleted)
            .thenAccept(deleted -> sender.send("flickered " + deleted));
      }
      case "both" -> // all or none
          room.storage()
              .transaction(
                  changes -> {
                    changes.put("one", words[1]);
                    if (words[1].equals("throw")) {
                      throw new IllegalStateException("made to fail");
                    }
                    changes.put("two", words[1]);
                    return changes.get("two", String.class).orElseThrow();
                  })
              .handle((two, failure) -> failure == null ? two : "failed")
              .thenAccept(what -> sender.send("both " + what));
      case "alarm" -> room.setAlarm(Instant.now().plusMillis(Long.parseLong(words[1])));
      case "shout" -> said(sender, "x".repeat(Integer.parseInt(words[1])));
      case "after" -> {
        room.after(
            Duration.ofMillis(Long.parseLong(words[1])),
            () -> {
              room.broadcast("after " + words[1]);
              return DONE;
            });
        yield DONE;
      }
      case "fetch" ->
          room.parties()
              .get(room.party())
              .get(words[1])
              .fetch(Request.get().withPath(words.length > 2 ? words[2] : ""))
              .handle(TrialParty::shown)
              .thenAccept(answer -> sender.send("fetched " + answer));
      case "shut" -> // nothing else runs until the other room has answered
          room.exclusive(() -> room.parties().get(room.party()).get(words[1]).fetch(to(words[2])))
              .handle(TrialParty::shown)
              .thenAccept(answer -> room.broadcast("shut " + answer));
      case "twice" -> { // the second waits for the first, which never ends
        CompletionStage<Void> first = room.exclusive(CompletableFuture::new);
        yield room.exclusive(
            () -> {
              room.broadcast("ran late");
              return first;
            });
      }
      case "open" -> // the same, letting others in
          room.parties()
              .get(room.party())
              .get(words[1])
              .fetch(to(words[2]))
              .handle(TrialParty::shown)
              .thenAccept(answer -> room.broadcast("open " + answer));
      case "socket" ->
          room.parties()
              .get(room.party())
              .get(words[1])
              .socket(Request.get().withQuery("name", room.id()), listener(sender))
              .thenAccept(socket -> socket.send("all hello from " + room.id()));
      case "outside" ->
          room.inRoom(
                  CompletableFuture.supplyAsync(
                      () -> "came back",
                      CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS)))
              .thenAccept(sender::send);
      case "astray" ->
          room.inRoom(
                  CompletableFuture.runAsync(() -> room.broadcast("never heard"))
                      .handle((_, failure) -> "astray " + failure))
              .thenAccept(sender::send);
      case "close" -> {
        sender.close(Integer.parseInt(words[1]), "asked to");
        yield DONE;
      }
      case "close-oddly" -> {
        sender.close(4003, "half a glass \ud83c");
        yield DONE;
      }
      case "throw" -> throw new IllegalStateException("made to fail");
      case "refuse" -> throw new AnswerException(Response.text(418, "tea"));
      case "fail" -> CompletableFuture.failedStage(new IllegalStateException("made to fail"));
      case "hang" -> new CompletableFuture<Void>();
      case "hang-aloud" -> {
        room.broadcast("hanging");
        yield new CompletableFuture<Void>();
      }
      case "block" -> {
        try {
          new CompletableFuture<Void>().get();
        } catch (Exception e) {
          throw new IllegalStateException("was blocked", e);
        }
        yield DONE;
      }
      default -> said(sender, "what? " + message);
    };
  }

  private static CompletionStage<Void> said(Connection to, String text) {
    to.send(text);
    return DONE;
  }

  private static Request to(String path) {
    return Request.get().withPath(path);
  }

  private static String shown(@Nullable Response response, @Nullable Throwable failure) {
    return response == null ? "failed " + failure : response.status() + " " + response.text();
  }

  private SocketListener listener(Connection tell) {
    return new SocketListener() {
      @Override
      public CompletionStage<?> onMessage(RoomSocket socket, String message) {
        return said(tell, "socket heard " + message);
      }

      @Override
      public CompletionStage<?> onClose(RoomSocket socket, int code, String reason, boolean clean) {
        return said(tell, "socket closed " + code);
      }
    };
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, ByteString message) {
    sender.send(message.concat(message));
    return DONE;
  }

  @Override
  public CompletionStage<?> onClose(Connection connection, int code, String reason, boolean clean) {
    room.broadcast("left %d %s %s".formatted(code, reason, clean));
    return DONE;
  }

  @Override
  public CompletionStage<?> onError(Connection connection, Throwable error) {
    room.broadcast("error " + error.getMessage());
    connection.close(4000, "an error");
    return DONE;
  }

  @Override
  public CompletionStage<?> onAlarm() {
    room.broadcast("alarm " + room.alarm().isPresent());
    if (room.storage().get("alarm-waits", String.class).isPresent()) {
      return room.parties().get(room.party()).get("slow-one").fetch(to("/slow"));
    }
    if (room.storage().get("alarm-answers", String.class).isPresent()) {
      throw new AnswerException(Response.text(418, "tea"));
    }
    if (room.storage().get("alarm-fails", String.class).isPresent()) {
      return room.storage()
          .delete("alarm-fails")
          .thenCompose(
              _ -> CompletableFuture.failedStage(new IllegalStateException("made to fail")));
    }
    return DONE;
  }

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    return switch (request.path()) {
      case "/throw" -> throw new IllegalStateException("made to fail");
      case "/answer" -> throw new AnswerException(Response.text(418, "tea"));
      case "/hang" -> {
        room.broadcast("hanging");
        yield new CompletableFuture<>();
      }
      case "/slow" ->
          room.inRoom(
              CompletableFuture.supplyAsync(
                  () -> Response.text(200, "slow " + ++began),
                  CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)));
      case "/gather" -> { // answers nobody before twenty have asked
        CompletableFuture<Response> answer = new CompletableFuture<>();
        gathered.add(answer);
        if (gathered.size() == 20) {
          gathered.forEach(waiting -> waiting.complete(Response.text(200, "all here")));
        }
        yield answer;
      }
      case "/back" -> // asks whoever asks
          room.parties()
              .get(room.party())
              .get(request.from().orElseThrow().room())
              .fetch(to("/name"))
              .handle(
                  (response, failure) -> Response.text(200, "back " + shown(response, failure)));
      case "/name" -> CompletableFuture.completedStage(Response.text(200, room.id()));
      case "/starts" ->
          CompletableFuture.completedStage(
              Response.json(200, room.storage().get("starts").orElseThrow()));
      case "/put" -> room.storage().put("body", request.json()).thenApply(_ -> Response.empty(204));
      case "/body" ->
          CompletableFuture.completedStage(
              room.storage()
                  .get("body")
                  .map(body -> Response.json(200, body))
                  .orElseGet(() -> Response.empty(404)));
      default ->
          CompletableFuture.completedStage(
              Response.json(
                  200,
                  Map.of(
                      "method",
                      request.method(),
                      "path",
                      request.path(),
                      "query",
                      request.query(),
                      "body",
                      request.text(),
                      "before",
                      request.header("X-Before").orElse("none"),
                      "from",
                      request.from().map(Object::toString).orElse("a client"))));
    };
  }
}
