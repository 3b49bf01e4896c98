package carafe.rooms.message;

import carafe.rooms.address.RoomAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client showed when it asked for the connection.
 *
 * @param id its {@code _pk}, or one that was made for it: a secret, never logged, shown to nobody
 * @param path decoded path below the room ({@code ""} or {@code /rest…})
 * @param query query parameters, decoded, first value of each
 * @param headers request headers, names in lower case
 * @param from the room that connects, vouched for by the cluster; empty for a client
 */
public record Visitor(
    String id,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    Optional<RoomAddress> from) {
  public Visitor {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A client. */
  public Visitor(
      String id, String path, Map<String, String> query, Map<String, List<String>> headers) {
    this(id, path, query, headers, Optional.empty());
  }

  /** Shows nothing of it: ids, queries and headers hold secrets. */
  @Override
  public String toString() {
    return "Visitor";
  }
}
