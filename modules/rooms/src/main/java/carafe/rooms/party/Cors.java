package carafe.rooms.party;

import java.util.List;
import java.util.Optional;

/**
 * Pages of which other origins may send requests to a party's rooms and read the answers.
 *
 * @param origins such as {@code https://example.org}, or {@code *} for all; none: no page may
 */
public record Cors(List<String> origins) {
  private static final Cors NONE = new Cors(List.of());

  public Cors {
    origins = List.copyOf(origins);
  }

  public static Cors none() {
    return NONE;
  }

  /** What {@code Access-Control-Allow-Origin} says to a page of that origin; empty: nothing. */
  public Optional<String> allowOrigin(String origin) {
    if (origins.contains("*")) {
      return Optional.of("*");
    }
    return origins.contains(origin) ? Optional.of(origin) : Optional.empty();
  }
}
