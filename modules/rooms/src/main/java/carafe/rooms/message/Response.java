package carafe.rooms.message;

import carafe.rooms.json.AsBytes;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/** A room's answer to a {@link Request}. */
public record Response(int status, Map<String, String> headers, @AsBytes ByteString body) {
  public Response {
    headers = Map.copyOf(headers);
  }

  /** An answer with a JSON body. */
  public static Response json(int status, ByteString body) {
    return new Response(status, Map.of("content-type", "application/json"), body);
  }
}
