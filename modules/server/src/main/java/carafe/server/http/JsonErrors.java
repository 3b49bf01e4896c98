package carafe.server.http;

import carafe.rooms.http.ErrorAnswer;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.IllegalRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has routes refuse and fail in the words that rooms do, rather than in Pekko's plain text. */
public final class JsonErrors {
  private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);

  private JsonErrors() {}

  /** The route, with an answer to everything. */
  public static Route around(Route route) {
    return route.seal(rejections(), exceptions());
  }

  /** Pekko knows the status of each, and headers such as {@code Allow}. */
  private static RejectionHandler rejections() {
    return RejectionHandler.defaultHandler()
        .seal()
        .mapRejectionResponse(
            plain ->
                answer(plain.status().intValue(), plain.status().reason())
                    .response()
                    .addHeaders(plain.getHeaders()));
  }

  private static ErrorAnswer answer(int status, String reason) {
    return switch (status) {
      case 404 -> new ErrorAnswer(404, "NOT_FOUND", "There is nothing at this address.");
      case 405 ->
          new ErrorAnswer(
              405,
              "BAD_MESSAGE",
              "This method is not possible here; the Allow header lists those that are.");
      default -> new ErrorAnswer(status, "BAD_REQUEST", reason + ".");
    };
  }

  /** None of their messages: they may quote the request. */
  private static ExceptionHandler exceptions() {
    return ExceptionHandler.newBuilder()
        .match(
            IllegalRequestException.class,
            e -> Directives.complete(illegal(e.status().intValue(), e.status().reason())))
        .matchAny(
            e -> {
              LOG.error("a request failed", e);
              return Directives.complete(
                  new ErrorAnswer(500, "INTERNAL", "Something went wrong here.").response());
            })
        .build();
  }

  private static HttpResponse illegal(int status, String reason) {
    return answer(status, reason).response();
  }
}
