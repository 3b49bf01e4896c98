package carafe.rooms.api;

import carafe.rooms.address.UrlText;
import carafe.rooms.json.AsBytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * A room's answer to a {@link Request}.
 *
 * @param status of HTTP, 200 or above
 * @param headers names in lower case
 */
public record Response(
    int status, Map<String, String> headers, @AsBytes ByteString body, Kind kind) {
  /** What a response means beyond its status. */
  public enum Kind {
    /** What a party says. */
    ANSWER,
    /**
     * Credentials were shown and are wrong: the client gets it a second late, and 429 in its place
     * when its address has used up its budget of wrong ones (docs/protocol.md, Credentials).
     */
    WRONG_CREDENTIALS,
    /** The room itself could not answer; for a {@code fetch} a failure. */
    UNAVAILABLE,
    /** Answering would wait for itself; for a {@code fetch} a failure. */
    CIRCLE
  }

  /** Most bytes of a body: what an answer between two nodes may take. */
  public static final int BODY_BYTES_MAX = 1 << 20;

  /** Most characters of all headers together. */
  public static final int HEADER_CHARACTERS_MAX = 1 << 16;

  /**
   * @throws IllegalArgumentException when the body or the headers are over their bounds
   */
  public Response {
    if (body.size() > BODY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "A response's body has %d bytes, at most %d may be sent"
              .formatted(body.size(), BODY_BYTES_MAX));
    }
    Map<String, String> lower = new HashMap<>();
    int characters = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      characters += header.getKey().length() + header.getValue().length();
      lower.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    if (characters > HEADER_CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          "A response's headers have %d characters, at most %d may be sent"
              .formatted(characters, HEADER_CHARACTERS_MAX));
    }
    headers = Map.copyOf(lower);
  }

  public Response(int status, Map<String, String> headers, ByteString body) {
    this(status, headers, body, Kind.ANSWER);
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), ByteString.emptyByteString());
  }

  /** An answer in plain text. */
  public static Response text(int status, String text) {
    return new Response(
        status, Map.of("content-type", "text/plain; charset=UTF-8"), ByteString.fromString(text));
  }

  /**
   * An answer with what Jackson writes of a value.
   *
   * @throws IllegalArgumentException when it writes nothing
   */
  public static Response json(int status, Object value) {
    return json(status, Json.bytes(value));
  }

  /** An answer with a body that is JSON already. */
  public static Response json(int status, ByteString body) {
    return new Response(status, Map.of("content-type", "application/json"), body);
  }

  /** An error in the shape that every error of Carafe has: {@code {type, code, message}}. */
  public static Response error(int status, String code, String message) {
    return json(status, new ErrorBody("error", code, message));
  }

  private record ErrorBody(String type, String code, String message) {}

  /**
   * Sends a client elsewhere (302).
   *
   * @param location characters beyond ASCII are percent-encoded, as in a browser's address bar
   */
  public static Response redirect(String location) {
    return empty(302).withHeader("location", UrlText.ascii(location));
  }

  /** In place of a header of that name. */
  public Response withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return new Response(status, more, body, kind);
  }

  public Response withKind(Kind kind) {
    return new Response(status, headers, body, kind);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The body as UTF-8. */
  public String text() {
    return body.utf8String();
  }

  /**
   * The body as JSON.
   *
   * @throws IllegalArgumentException when it is none
   */
  public JsonNode json() {
    return Json.tree(body.utf8String());
  }

  /** Shows nothing of headers and body: they may hold secrets. */
  @Override
  public String toString() {
    return "Response[" + status + "]";
  }
}
