package carafe.rooms.http;

import carafe.rooms.address.Destination;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.message.ToRoom;
import carafe.rooms.party.RoomType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.pattern.AskTimeoutException;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes HTTP requests to rooms and parties, wherever in the cluster they live. */
final class RequestDoor {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDoor.class);

  private sealed interface Body {}

  private record Arrived(ByteString bytes) implements Body {}

  private record Refused(ErrorAnswer answer) implements Body {}

  private interface Asking {
    CompletionStage<HttpResponse> with(ByteString body);
  }

  private final ActorSystem<?> system;
  private final HttpSettings settings;

  RequestDoor(ActorSystem<?> system, HttpSettings settings) {
    this.system = system;
    this.settings = settings;
  }

  /** Asks a room. */
  CompletionStage<HttpResponse> toRoom(
      RoomType type, Destination.Room room, Map<String, String> query, HttpRequest request) {
    return withBody(
        request,
        body -> {
          Request asked = read(request, room.rest(), query, body);
          return ClusterSharding.get(system)
              .entityRefFor(type.entity(), room.address().room())
              .<Response>ask(
                  replyTo -> new ToRoom.Requested(asked, replyTo), settings.answerTimeout())
              .thenApply(Answer::of);
        });
  }

  /** Asks a party itself. */
  CompletionStage<HttpResponse> toParty(
      RoomType type, Map<String, String> query, HttpRequest request) {
    return withBody(
        request,
        body ->
            type.request(read(request, "", query, body))
                .map(answer -> answer.thenApply(Answer::of))
                .orElseGet(() -> completed(NOTHING_HERE)));
  }

  private static final ErrorAnswer NOTHING_HERE =
      new ErrorAnswer(
          404, "NOT_FOUND", "There is nothing at a party itself; its rooms are one level below.");

  private CompletionStage<HttpResponse> withBody(HttpRequest request, Asking asking) {
    return body(request)
        .thenCompose(
            body ->
                switch (body) {
                  case Arrived it -> asking.with(it.bytes());
                  case Refused it -> completed(it.answer());
                })
        .exceptionally(RequestDoor::excuse);
  }

  private CompletionStage<Body> body(HttpRequest request) {
    return request
        .entity()
        .withSizeLimit(settings.bodyBytesMax())
        .toStrict(settings.bodyTimeout().toMillis(), system)
        .handle(
            (strict, failure) ->
                failure == null ? new Arrived(strict.getData()) : new Refused(refusal(failure)));
  }

  private ErrorAnswer refusal(Throwable failure) {
    return switch (cause(failure)) {
      case EntityStreamSizeException _ ->
          new ErrorAnswer(
              413, "TOO_LARGE", "A body may have at most " + settings.bodyBytesMax() + " bytes.");
      case TimeoutException _ ->
          new ErrorAnswer(408, "TIMEOUT", "The body did not arrive in time.");
      default -> new ErrorAnswer(400, "BAD_REQUEST", "The body did not arrive whole.");
    };
  }

  private static Request read(
      HttpRequest request, String path, Map<String, String> query, ByteString body) {
    // HEAD is GET without the body, which Pekko HTTP leaves out.
    String method = request.method().equals(HttpMethods.HEAD) ? "GET" : request.method().value();
    return new Request(method, path, query, Shown.headers(request), body, Optional.empty());
  }

  private static HttpResponse excuse(Throwable failure) {
    if (cause(failure) instanceof AskTimeoutException) {
      return new ErrorAnswer(503, "UNAVAILABLE", "The room does not answer; try again.").response();
    }
    LOG.error("a request to a room failed", cause(failure));
    return new ErrorAnswer(500, "INTERNAL", "Something went wrong here.").response();
  }

  private static CompletionStage<HttpResponse> completed(ErrorAnswer answer) {
    return CompletableFuture.completedStage(answer.response());
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
