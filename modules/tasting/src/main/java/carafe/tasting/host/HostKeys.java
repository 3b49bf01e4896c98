package carafe.tasting.host;

import carafe.rooms.api.Request;
import carafe.rooms.message.Visitor;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.tasting.secret.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a visitor of a host's list shows the host's key (PROTOCOL.md, 4). */
final class HostKeys {
  private static final String BEARER = "bearer ";

  private HostKeys() {}

  /** The hash of the key in {@code Authorization: Bearer}, or else in the query. */
  static Optional<Hash> shown(HostId host, Visitor visitor) {
    return shown(host, visitor.query(), visitor.headers());
  }

  static Optional<Hash> shown(HostId host, Request request) {
    return shown(host, request.query(), request.headers());
  }

  private static Optional<Hash> shown(
      HostId host, Map<String, String> query, Map<String, List<String>> headers) {
    return headers.getOrDefault("authorization", List.of()).stream()
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip())
        .findFirst()
        .or(() -> Optional.ofNullable(query.get("hostKey")))
        .map(key -> Secrets.hostKey(host, key));
  }
}
