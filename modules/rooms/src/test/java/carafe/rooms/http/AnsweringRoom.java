package carafe.rooms.http;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRoom;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;

/** A room that answers each request with what it saw, or as its path asks. */
final class AnsweringRoom {
  private AnsweringRoom() {}

  static Behavior<RoomMessage> create(String room) {
    return Behaviors.receiveMessage(
        message -> {
          switch (message) {
            case ToRoom.Requested it when it.request().path().equals("/silence") -> {}
            case ToRoom.Requested it -> it.replyTo().tell(answer(room, it.request()));
            default -> {
              return Behaviors.stopped();
            }
          }
          return Behaviors.same();
        });
  }

  private static Response answer(String room, Request request) {
    return switch (request.path()) {
      case "/teapot" -> new Response(418, Map.of("X-Kind", "oolong"), ByteString.fromString("tea"));
      case "/no-content" -> new Response(204, Map.of(), ByteString.emptyByteString());
      case "/no-status" -> new Response(99, Map.of(), ByteString.emptyByteString());
      case "/switching" -> new Response(101, Map.of(), ByteString.emptyByteString());
      case "/two-lines" -> new Response(200, Map.of("x", "a\r\nset-cookie: b"), request.body());
      case "/no-name" -> new Response(200, Map.of("a b", "x"), request.body());
      case "/no-type" -> new Response(200, Map.of("content-type", "what?"), request.body());
      case "/own-length" ->
          new Response(
              200,
              Map.of("Content-Type", "text/plain", "Content-Length", "7", "Connection", "close"),
              ByteString.fromString("0123456789"));
      default ->
          Response.json(
              200,
              ByteString.fromString(
                  "%s %s %s %s %s"
                      .formatted(
                          request.method(),
                          room,
                          request.path(),
                          new TreeMap<>(request.query()),
                          request.body().utf8String())));
      case "/headers" ->
          Response.json(200, ByteString.fromString(new TreeMap<>(request.headers()).toString()));
    };
  }
}
