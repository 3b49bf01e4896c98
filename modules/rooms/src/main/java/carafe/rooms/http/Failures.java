package carafe.rooms.http;

import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.pattern.AskTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told when a room or a party could not be asked. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /**
   * @param asked name of the room or party in logs
   */
  static HttpResponse excuse(String asked, Throwable failure) {
    if (cause(failure) instanceof AskTimeoutException) {
      return new ErrorAnswer(503, "UNAVAILABLE", "The room does not answer; try again.").response();
    }
    LOG.error("a request to {} failed", asked, cause(failure));
    return new ErrorAnswer(500, "INTERNAL", "Something went wrong here.").response();
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
