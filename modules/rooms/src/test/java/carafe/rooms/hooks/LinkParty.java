package carafe.rooms.hooks;

import carafe.rooms.api.Connection;
import carafe.rooms.api.FetchException;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.SocketListener;
import carafe.rooms.api.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A room that connects to another of its kind as its clients say, and tells them what happens on
 * either side.
 */
public final class LinkParty implements Party {
  private static final String CLIENT = "client";

  private final Room room;
  private @Nullable RoomSocket socket;

  public LinkParty(Room room) {
    this.room = room;
  }

  private void tell(String text) {
    room.connections(CLIENT).forEach(client -> client.send(text));
  }

  @Override
  public CompletionStage<Verdict> onBeforeConnect(Request request) {
    return CompletableFuture.completedStage(
        request.path().equals("/forbidden")
            ? Verdict.of(Response.error(403, "FORBIDDEN", "Not you."))
            : Verdict.of(request));
  }

  @Override
  public Collection<String> connectionTags(Connection connection, Request request) {
    return request.from().isPresent() ? List.of() : List.of(CLIENT);
  }

  @Override
  public CompletionStage<?> onConnect(Connection connection, Request request) {
    if (request.from().isPresent()) {
      connection.send("hello 1");
      tell("came " + request.from().get() + " as " + connection.id());
      connection.send("hello 2");
    } else {
      connection.send("welcome");
    }
    return DONE;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, String message) {
    if (!sender.tags().contains(CLIENT)) {
      sender.send("echo " + message);
      return DONE;
    }
    String[] words = message.split(" ", 2);
    switch (words[0]) {
      case "connect" -> {
        String[] where = words[1].split("/", 2);
        return room.parties()
            .get(room.party())
            .get(where[0])
            .socket(
                Request.get()
                    .withQuery("_pk", "from-" + room.id())
                    .withPath(where.length == 2 ? "/" + where[1] : ""),
                listener())
            .handle(this::connected);
      }
      case "say" -> open().send(words[1]);
      case "bytes" -> open().send(ByteString.fromString(words[1]));
      case "close" -> open().close(Integer.parseInt(words[1]), "enough");
      case "hold" -> {
        return room.exclusive(CompletableFuture<Void>::new);
      }
      case "flood" -> {
        for (Connection connection : room.connections()) {
          if (!connection.tags().contains(CLIENT)) {
            for (int i = 0; i < 50; i++) {
              connection.send("drop " + i);
            }
          }
        }
      }
      default -> throw new IllegalArgumentException(message);
    }
    return DONE;
  }

  private RoomSocket open() {
    if (socket == null) {
      throw new IllegalStateException("no socket");
    }
    return socket;
  }

  private @Nullable Void connected(@Nullable RoomSocket opened, @Nullable Throwable failure) {
    socket = opened;
    tell(
        failure instanceof FetchException it
            ? "failed %s %s".formatted(it.reason(), it.getMessage())
            : failure == null ? "connected" : failure.toString());
    return null;
  }

  @Override
  public CompletionStage<?> onMessage(Connection sender, ByteString message) {
    sender.send(message.concat(message));
    return DONE;
  }

  @Override
  public CompletionStage<?> onClose(Connection connection, int code, String reason, boolean clean) {
    tell("left %d %s %s".formatted(code, reason, clean));
    return DONE;
  }

  @Override
  public CompletionStage<?> onError(Connection connection, Throwable error) {
    return DONE;
  }

  private SocketListener listener() {
    return new SocketListener() {
      @Override
      public CompletionStage<?> onMessage(RoomSocket from, String message) {
        tell("heard " + message);
        return DONE;
      }

      @Override
      public CompletionStage<?> onMessage(RoomSocket from, ByteString message) {
        tell("heard bytes " + message.utf8String());
        return DONE;
      }

      @Override
      public CompletionStage<?> onClose(RoomSocket from, int code, String reason, boolean clean) {
        tell("closed %d %s %s".formatted(code, reason, clean));
        return DONE;
      }
    };
  }
}
