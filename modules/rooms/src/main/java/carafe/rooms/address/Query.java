package carafe.rooms.address;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The query of a request, read from its raw target. */
public final class Query {
  private Query() {}

  /**
   * The first value of each parameter, decoded; empty for broken percent-encoding or UTF-8.
   *
   * @param target the request line's
   */
  public static Optional<Map<String, String>> of(String target) {
    int mark = target.indexOf('?');
    Map<String, String> parameters = new LinkedHashMap<>();
    String rest = mark < 0 ? "" : target.substring(mark + 1);
    while (!rest.isEmpty()) {
      int end = rest.indexOf('&');
      String pair = end < 0 ? rest : rest.substring(0, end);
      rest = end < 0 ? "" : rest.substring(end + 1);
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      Optional<String> name = UrlText.ofQuery(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = UrlText.ofQuery(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      parameters.putIfAbsent(name.get(), value.get());
    }
    return Optional.of(parameters);
  }
}
