package carafe.rooms.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The headers of a request as rooms see them: names in lower case, in the order they came. */
final class Shown {
  /** They speak of the connection, and every connection would keep them for its life. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "upgrade",
          "keep-alive",
          "transfer-encoding",
          "expect",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-extensions",
          "sec-websocket-protocol");

  private Shown() {}

  static Map<String, List<String>> headers(HttpRequest request) {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    for (HttpHeader header : request.getHeaders()) {
      // Pekko passes notes of its own to us as headers that are never on a wire.
      if (header.renderInRequests() && !OF_THE_CONNECTION.contains(header.lowercaseName())) {
        shown.computeIfAbsent(header.lowercaseName(), _ -> new ArrayList<>(1)).add(header.value());
      }
    }
    String type = request.entity().getContentType().toString();
    if (!type.equals("none/none")) {
      shown.put("content-type", List.of(type));
    }
    return shown;
  }
}
