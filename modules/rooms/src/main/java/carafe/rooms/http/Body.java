package carafe.rooms.http;

import carafe.rooms.budget.ByteBudget;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.util.ByteString;

/** Bodies of requests: rooms get them whole or not at all. */
final class Body {
  private final HttpSettings settings;
  private final ByteBudget budget;
  private final ActorSystem<?> system;

  /**
   * @param budget what all bodies draw on that did not come together with their head
   */
  Body(HttpSettings settings, ByteBudget budget, ActorSystem<?> system) {
    this.settings = settings;
    this.budget = budget;
    this.system = system;
  }

  /**
   * Answers a request when its body has come, or when it does not.
   *
   * @param answer to the whole body, which is held until then
   */
  CompletionStage<HttpResponse> with(
      HttpRequest request, Function<ByteString, CompletionStage<HttpResponse>> answer) {
    HttpEntity entity = request.entity().withSizeLimit(settings.bodyBytesMax());
    if (entity instanceof HttpEntity.Strict strict) {
      return CompletableFuture.completedStage(strict.getData()).thenCompose(answer);
    }
    OptionalLong announced = entity.getContentLengthOption();
    int bytesMax =
        (int) Math.min(announced.orElse(settings.bodyBytesMax()), settings.bodyBytesMax());
    ArrivingBody body = new ArrivingBody(budget, bytesMax);
    return body.take(entity.getDataBytes(), announced.isPresent(), settings.bodyTimeout(), system)
        .thenApply(_ -> body.whole())
        .handle(
            (whole, failure) ->
                failure == null
                    ? answer.apply(whole)
                    : CompletableFuture.completedStage(refusal(Failures.cause(failure))))
        .thenCompose(Function.identity())
        .whenComplete((_, _) -> body.release());
  }

  private HttpResponse refusal(Throwable failure) {
    return switch (failure) {
      case EntityStreamSizeException _ -> tooLarge();
      // Pekko tells of it in words alone: a chunk may be as large as a body.
      case EntityStreamException e when e.info().summary().startsWith("HTTP chunk of ") ->
          tooLarge();
      case TimeoutException _ ->
          new ErrorAnswer(408, "TIMEOUT", "The body did not arrive in time.").response();
      case ArrivingBody.NoRoom _ ->
          new ErrorAnswer(503, "UNAVAILABLE", "Too many bodies arrive in pieces now.")
              .response()
              .addHeader(RawHeader.create("Retry-After", "5"))
              .addHeader(Connection.create("close"));
      default -> new ErrorAnswer(400, "BAD_REQUEST", "The body did not arrive whole.").response();
    };
  }

  private HttpResponse tooLarge() {
    return new ErrorAnswer(
            413, "TOO_LARGE", "A body may have at most " + settings.bodyBytesMax() + " bytes.")
        .response();
  }
}
