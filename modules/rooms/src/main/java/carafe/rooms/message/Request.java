package carafe.rooms.message;

import carafe.rooms.json.AsBytes;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/**
 * An HTTP request to a room.
 *
 * @param path decoded path below the room ({@code ""} or {@code /rest…})
 * @param query first value of each parameter
 * @param headers names in lower case
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    @AsBytes ByteString body) {
  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** Shows nothing of query, headers and body: they hold secrets. */
  @Override
  public String toString() {
    return "Request[" + method + "]";
  }
}
