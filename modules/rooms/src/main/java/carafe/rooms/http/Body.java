package carafe.rooms.http;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.util.ByteString;

/** What became of the body of a request: rooms get it whole or not at all. */
sealed interface Body {
  record Arrived(ByteString bytes) implements Body {}

  record Refused(ErrorAnswer answer) implements Body {}

  static CompletionStage<Body> of(
      HttpRequest request, HttpSettings settings, ActorSystem<?> system) {
    return request
        .entity()
        .withSizeLimit(settings.bodyBytesMax())
        .toStrict(settings.bodyTimeout().toMillis(), system)
        .handle(
            (strict, failure) ->
                failure == null
                    ? new Arrived(strict.getData())
                    : new Refused(refusal(Failures.cause(failure), settings)));
  }

  private static ErrorAnswer refusal(Throwable failure, HttpSettings settings) {
    return switch (failure) {
      case EntityStreamSizeException _ ->
          new ErrorAnswer(
              413, "TOO_LARGE", "A body may have at most " + settings.bodyBytesMax() + " bytes.");
      case TimeoutException _ ->
          new ErrorAnswer(408, "TIMEOUT", "The body did not arrive in time.");
      default -> new ErrorAnswer(400, "BAD_REQUEST", "The body did not arrive whole.");
    };
  }
}
