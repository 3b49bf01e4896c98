package carafe.rooms.http;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Connection;

/**
 * Keeps requests from being smuggled past a proxy: Pekko HTTP decodes UTF-8 in header values
 * without looking at continuation bytes. A value that ends within a character swallows the end of
 * its line and with it the next one, which to a proxy may be the {@code Content-Length}; the body
 * would then be read as the next request.
 */
final class SwallowedLine {
  private SwallowedLine() {}

  /** Whether a header may have swallowed a line. That one did cannot be seen in its value. */
  static boolean mayBeIn(HttpRequest request) {
    for (var header : request.getHeaders()) {
      if (!isAscii(header.value())) {
        return true;
      }
    }
    return !isAscii(request.entity().getContentType().toString());
  }

  /** What follows on the connection is not read, unless frames do. */
  static HttpResponse asLast(HttpResponse response) {
    return response.status().equals(StatusCodes.SWITCHING_PROTOCOLS)
        ? response
        : response.addHeader(Connection.create("close"));
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(it -> it < 0x80);
  }
}
