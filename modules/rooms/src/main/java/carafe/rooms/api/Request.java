package carafe.rooms.api;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.json.AsBytes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * A request to a room: over HTTP, as a WebSocket's handshake, or from another room.
 *
 * @param method in capitals; HEAD comes as GET
 * @param path decoded path below the room ({@code ""} or {@code /rest…})
 * @param query first value of each parameter
 * @param headers names in lower case
 * @param from the room that asks, vouched for by the cluster; empty for a client. Whatever a
 *     request to be sent says here is replaced.
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    @AsBytes ByteString body,
    Optional<RoomAddress> from) {
  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A request without path, query, headers and body. */
  public static Request of(String method) {
    return new Request(
        method, "", Map.of(), Map.of(), ByteString.emptyByteString(), Optional.empty());
  }

  public static Request get() {
    return of("GET");
  }

  /**
   * A POST of what Jackson writes of a value.
   *
   * @throws IllegalArgumentException when it writes nothing
   */
  public static Request post(Object json) {
    return of("POST").withJson(json);
  }

  public Request withPath(String path) {
    return new Request(method, path, query, headers, body, from);
  }

  public Request withQuery(String name, String value) {
    Map<String, String> more = new HashMap<>(query);
    more.put(name, value);
    return new Request(method, path, more, headers, body, from);
  }

  /** In place of all headers of that name. */
  public Request withHeader(String name, String value) {
    Map<String, List<String>> more = new HashMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), List.of(value));
    return new Request(method, path, query, more, body, from);
  }

  public Request withBody(ByteString body) {
    return new Request(method, path, query, headers, body, from);
  }

  /** With what Jackson writes of a value as the body. */
  public Request withJson(Object json) {
    return withBody(Json.bytes(json)).withHeader("content-type", "application/json");
  }

  /** With the room that asks; for the cluster, which replaces what is said here. */
  public Request withFrom(Optional<RoomAddress> from) {
    return new Request(method, path, query, headers, body, from);
  }

  /** The first header of that name, whatever its case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The body as UTF-8. */
  public String text() {
    return body.utf8String();
  }

  /**
   * The body as JSON.
   *
   * @throws AnswerException (400) when it is none
   */
  public JsonNode json() {
    return Json.ofBody(body);
  }

  /**
   * The body as JSON, read into a type.
   *
   * @throws AnswerException (400) when it does not fit
   */
  public <T> T json(Class<T> type) {
    return Json.ofBody(body, type);
  }

  /** Shows nothing of path, query, headers and body: they hold secrets. */
  @Override
  public String toString() {
    return "Request[" + method + "]";
  }
}
