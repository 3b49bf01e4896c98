package carafe.rooms.party;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pages of which other origins may send requests to a party's rooms and read the answers.
 *
 * @param origins such as {@code https://example.org}, or {@code *} for all; none: no page may
 */
public record Cors(List<String> origins) {
  private static final Cors NONE = new Cors(List.of());

  /** As browsers write origins: in lower case, without a slash, without the scheme's own port. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?!http://.*:80$|https://.*:443$)"
              + "[a-z][a-z0-9+.-]*://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

  /**
   * @throws IllegalArgumentException for an origin that no browser would ever send
   */
  public Cors {
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            ("\"%s\" is no origin as browsers send it: scheme://host or scheme://host:port in lower"
                    + " case and nothing more, such as https://example.org, or * for all")
                .formatted(origin));
      }
    }
  }

  public static Cors none() {
    return NONE;
  }

  /** Whether no page of another origin may. */
  public boolean isNone() {
    return origins.isEmpty();
  }

  /** What {@code Access-Control-Allow-Origin} says to a page of that origin; empty: nothing. */
  public Optional<String> allowOrigin(String origin) {
    if (origins.contains("*")) {
      return Optional.of("*");
    }
    return origins.contains(origin) ? Optional.of(origin) : Optional.empty();
  }
}
