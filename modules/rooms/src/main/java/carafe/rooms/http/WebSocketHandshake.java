package carafe.rooms.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpProtocols;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Tells whether a request asks for a WebSocket, and whether its connection can become one. */
final class WebSocketHandshake {
  private WebSocketHandshake() {}

  /** Whether it asks for one, however badly: in any of its lines. */
  static boolean isAsked(HttpRequest request) {
    return anyLine(request, "upgrade", value -> value.contains("websocket"));
  }

  /**
   * Whether it is one that Pekko HTTP can carry out. It would say yes to others, too, and then
   * close the connection: those over HTTP/1.0 (RFC 6455, 4.2.1, wants 1.1), those that ask for the
   * connection to be closed after the answer, and those with a body that is yet to come. (Of
   * several Connection lines it shows the first alone, and so that one is all that can be looked
   * at.)
   */
  static boolean isValid(HttpRequest request) {
    return request.getAttribute(AttributeKeys.webSocketUpgrade).isPresent()
        && request.protocol().equals(HttpProtocols.HTTP_1_1)
        && request.entity().isKnownEmpty()
        && !anyLine(request, "connection", WebSocketHandshake::closes);
  }

  private static boolean closes(String connection) {
    return Arrays.stream(connection.split(",", -1))
        .anyMatch(token -> token.strip().equals("close"));
  }

  /**
   * @param matches is asked about values in lower case
   */
  private static boolean anyLine(HttpRequest request, String header, Predicate<String> matches) {
    return StreamSupport.stream(request.getHeaders().spliterator(), false)
        .filter(line -> line.is(header))
        .anyMatch(line -> matches.test(line.value().toLowerCase(Locale.ROOT)));
  }
}
