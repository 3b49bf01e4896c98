package carafe.rooms.http;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Verdict;
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
            case ToRoom.Requested it -> it.replyTo().tell(answer(room, it));
            case ToRoom.Knocked it -> knocked(it);
            default -> {
              return Behaviors.stopped();
            }
          }
          return Behaviors.same();
        });
  }

  /** Does what the query's {@code knock} says. */
  private static void knocked(ToRoom.Knocked knock) {
    Request request = knock.request();
    switch (request.query().getOrDefault("knock", "")) {
      case "silence" -> {}
      case "forbidden" ->
          knock.replyTo().tell(Verdict.of(Response.error(403, "FORBIDDEN", "not you")));
      case "elsewhere" -> knock.replyTo().tell(Verdict.of(Response.redirect("/parties/echo/2")));
      case "wrong" -> knock.replyTo().tell(Verdict.of(WRONG));
      case "switching" -> knock.replyTo().tell(Verdict.of(Response.empty(101)));
      case "other" ->
          knock
              .replyTo()
              .tell(
                  Verdict.of(
                      request
                          .withPath("/other")
                          .withQuery("_pk", "other-1")
                          .withHeader("x-user", "falcon")));
      default -> knock.replyTo().tell(Verdict.of(request));
    }
  }

  private static final Response WRONG =
      Response.error(401, "WRONG_KEY", "this is not the key")
          .withKind(Response.Kind.WRONG_CREDENTIALS);

  private static Response answer(String room, ToRoom.Requested asked) {
    Request request = asked.request();
    return switch (request.path()) {
      case "/teapot" -> new Response(418, Map.of("X-Kind", "oolong"), ByteString.fromString("tea"));
      case "/no-content" -> new Response(204, Map.of(), ByteString.emptyByteString());
      case "/no-status" -> new Response(99, Map.of(), ByteString.emptyByteString());
      case "/switching" -> new Response(101, Map.of(), ByteString.emptyByteString());
      case "/two-lines" -> new Response(200, Map.of("x", "a\r\nset-cookie: b"), request.body());
      case "/wide" -> new Response(200, Map.of("x", "a\u010d\u010ab"), request.body());
      case "/away" -> Response.redirect("/caf\u00e9/\u65e5\ud83c\udf77?q=a%20b");
      case "/no-name" -> new Response(200, Map.of("a b", "x"), request.body());
      case "/no-type" -> new Response(200, Map.of("content-type", "what?"), request.body());
      case "/not-modified" -> Response.empty(304).withHeader("ETag", "\"7\"");
      case "/wrong" -> WRONG;
      case "/broken" -> Response.error(500, "INTERNAL", "something went wrong");
      case "/cors" ->
          Response.text(200, "mine").withHeader("Access-Control-Allow-Origin", "https://mine.org");
      case "/from" -> ok("from %s, called by %s".formatted(request.from(), asked.callers()));
      case "/own-length" ->
          new Response(
              200,
              Map.of(
                  "Content-Type", "text/plain",
                  "Content-Length", "7",
                  "Connection", "close",
                  "Server", "me",
                  "Trailer", "x"),
              ByteString.fromString("0123456789"));
      case "/headers" -> ok(new TreeMap<>(request.headers()).toString());
      default ->
          ok(
              "%s %s %s %s %s"
                  .formatted(
                      request.method(),
                      room,
                      request.path(),
                      new TreeMap<>(request.query()),
                      request.body().utf8String()));
    };
  }

  private static Response ok(String body) {
    return new Response(
        200, Map.of("content-type", "application/json"), ByteString.fromString(body));
  }
}
