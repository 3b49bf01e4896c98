package carafe.it.party.trial;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Json;
import carafe.rooms.api.Party;
import carafe.rooms.api.Range;
import carafe.rooms.api.RemoteRoom;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.SocketListener;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Does what a JSON message or the path of a request says; each message is an object with a type.
 */
public final class Trial implements Party {
  private final Room room;

  public Trial(Room room) {
    this.room = room;
  }

  @Override
  public CompletionStage<?> onStart() {
    return room.storage().put("starts", number("starts") + 1);
  }

  private int number(String key) {
    return room.storage().get(key, Integer.class).orElse(0);
  }

  // --- connections ---

  @Override
  public Collection<String> connectionTags(Connection connection, Request request) {
    return Stream.ofNullable(request.query().get("tag")).toList();
  }

  @Override
  public CompletionStage<?> onConnect(Connection connection, Request request) {
    connection.setState(Map.of("name", request.query().getOrDefault("name", "nobody")));
    return tell(
        connection,
        "hello",
        Map.of(
            "party", room.party(),
            "room", room.id(),
            "id", connection.id(),
            "path", request.path(),
            "query", request.query(),
            "agent", request.header("user-agent").orElse(""),
            "starts", number("starts")));
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, ByteString message) {
    sender.send(message.concat(message));
    return DONE;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, String text) {
    JsonNode message = Json.tree(text);
    return switch (message.path("do").asText()) {
      case "echo" -> tell(sender, "echo", Map.of("text", message.path("text")));
      case "who" -> tell(sender, "who", sender.state(Map.class).orElseThrow());
      case "all" -> {
        room.broadcast(all(message), message.path("except").asText());
        yield DONE;
      }
      case "bytes" -> {
        room.broadcast(ByteString.fromString(message.path("text").asText()));
        yield DONE;
      }
      case "to" -> {
        room.connection(message.path("id").asText()).ifPresent(to -> to.send(all(message)));
        yield DONE;
      }
      case "tag" -> {
        room.connections(message.path("tag").asText()).forEach(to -> to.send(all(message)));
        yield DONE;
      }
      case "close" -> {
        sender.close(message.path("code").asInt(), "as asked");
        yield DONE;
      }
      case "count" -> { // two keys of one change
        int count = message.path("count").asInt();
        yield room.storage()
            .putAll(Map.of("count", count, "count-" + count, count))
            .thenAccept(_ -> tell(sender, "counted", Map.of("count", count)));
      }
      case "alarm" ->
          room.setAlarm(Instant.now().plusMillis(message.path("ms").asInt()))
              .thenAccept(_ -> tell(sender, "alarm_set", Map.of()));
      case "fetch" ->
          remote(message)
              .fetch(Request.get().withPath(message.path("path").asText()))
              .handle(Trial::shown)
              .thenAccept(answer -> tell(sender, "fetched", answer));
      case "socket" ->
          remote(message)
              .socket(
                  Request.get().withQuery("name", room.party()).withQuery("_pk", room.party()),
                  listener(sender))
              .thenAccept(socket -> socket.send(message.path("say").asText()));
      default -> throw new IllegalArgumentException("nothing to do");
    };
  }

  private RemoteRoom remote(JsonNode message) {
    return room.parties().get(message.path("party").asText()).get(message.path("room").asText());
  }

  private static String all(JsonNode message) {
    return Json.text(Map.of("type", "all", "text", message.path("text")));
  }

  private static CompletionStage<Void> tell(Connection to, String type, Map<?, ?> fields) {
    to.send(Json.text(with(type, fields)));
    return DONE;
  }

  private static Map<Object, Object> with(String type, Map<?, ?> fields) {
    Map<Object, Object> all = new java.util.HashMap<>(fields);
    all.put("type", type);
    return all;
  }

  private static Map<String, Object> shown(
      @Nullable Response response, @Nullable Throwable failure) {
    return response == null
        ? Map.of("failure", String.valueOf(failure))
        : Map.of("status", response.status(), "body", response.text());
  }

  /** Passes on what the other room says. */
  private SocketListener listener(Connection to) {
    return new SocketListener() {
      @Override
      public CompletionStage<?> onMessage(RoomSocket socket, String message) {
        return tell(to, "heard", Map.of("text", message));
      }

      @Override
      public CompletionStage<?> onMessage(RoomSocket socket, ByteString message) {
        return tell(to, "heard_bytes", Map.of("text", message.utf8String()));
      }

      @Override
      public CompletionStage<?> onClose(RoomSocket socket, int code, String reason, boolean clean) {
        return tell(to, "socket_closed", Map.of("code", code, "reason", reason));
      }
    };
  }

  @Override
  public CompletionStage<?> onClose(Connection connection, int code, String reason, boolean clean) {
    room.broadcast(Json.text(Map.of("type", "left", "code", code, "clean", clean)));
    return DONE;
  }

  // --- requests ---

  @Override
  public CompletionStage<Response> onRequest(Request request) {
    return switch (request.path()) {
      case "/count" ->
          answer(
              Map.of(
                  "count", number("count"),
                  "keys", room.storage().list(Range.prefix("count-")).size()));
      case "/rang" -> // another room's alarm
          room.storage()
              .put("rang-" + request.query().getOrDefault("room", ""), 1)
              .thenApply(_ -> Response.empty(204));
      case "/rung" -> answer(Map.of("rooms", room.storage().list(Range.prefix("rang-")).keySet()));
      case "/back" -> // asks whoever asks
          room.parties()
              .get(request.from().orElseThrow().party())
              .get(request.from().orElseThrow().room())
              .fetch(Request.get().withPath("/seen"))
              .handle((response, failure) -> Response.json(200, shown(response, failure)));
      default ->
          answer(
              Map.of(
                  "party", room.party(),
                  "room", room.id(),
                  "method", request.method(),
                  "path", request.path(),
                  "query", request.query(),
                  "header", request.header("x-trial").orElse(""),
                  "body", request.text(),
                  "from", request.from().map(Object::toString).orElse("a client")));
    };
  }

  private static CompletionStage<Response> answer(Object json) {
    return CompletableFuture.completedStage(Response.json(200, json));
  }

  @Override
  public CompletionStage<?> onAlarm() {
    return room.parties()
        .get(room.party())
        .get("alarms")
        .fetch(Request.of("POST").withPath("/rang").withQuery("room", room.id()))
        .thenCompose(
            response ->
                response.status() == 204
                    ? DONE
                    : CompletableFuture.failedStage(
                        new IllegalStateException("nobody took it: " + response.status())));
  }
}
