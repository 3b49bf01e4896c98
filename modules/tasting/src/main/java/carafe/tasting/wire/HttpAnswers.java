package carafe.tasting.wire;

import carafe.rooms.api.Response;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The game's answers over HTTP; errors look as they do on a WebSocket. */
public final class HttpAnswers {
  private static final Map<String, String> JSON =
      Map.of("content-type", "application/json", "cache-control", "no-store");

  private HttpAnswers() {}

  public static Response ok(int status, HttpBody body) {
    return new Response(status, JSON, GameFrames.json(body));
  }

  public static Response ok(ToClient body) {
    return new Response(200, JSON, GameFrames.json(body));
  }

  public static Response error(int status, ErrorMessage error) {
    return new Response(status, JSON, GameFrames.json(error));
  }

  public static Response error(int status, ErrorCode code, String message) {
    return error(status, new ErrorMessage(message, code, Optional.empty()));
  }

  /** What can be had in a moment. */
  public static Response later(int status, ErrorMessage error) {
    Map<String, String> headers = new HashMap<>(JSON);
    headers.put("retry-after", "1");
    return new Response(status, headers, GameFrames.json(error));
  }

  /**
   * @param allowed the methods there are, as in an {@code Allow} header
   */
  public static Response methodNotAllowed(String allowed) {
    Map<String, String> headers = new HashMap<>(JSON);
    headers.put("allow", allowed);
    return new Response(
        405,
        headers,
        GameFrames.json(
            new ErrorMessage(
                "This method is not possible here; possible are " + allowed + ".",
                ErrorCode.BAD_MESSAGE,
                Optional.empty())));
  }
}
