package carafe.rooms.api;

import java.util.Optional;

/**
 * Which keys {@link StorageReader#list} lists.
 *
 * @param prefix what the keys begin with; {@code ""} for any
 * @param start the lowest key that may be listed, whatever the direction
 * @param end the lowest key above those that may be listed
 * @param limit most entries
 * @param reverse highest key first
 */
public record Range(
    String prefix, Optional<String> start, Optional<String> end, int limit, boolean reverse) {
  public Range {
    if (limit < 0) {
      throw new IllegalArgumentException("A limit of " + limit + " entries is none");
    }
  }

  public static Range all() {
    return prefix("");
  }

  public static Range prefix(String prefix) {
    return new Range(prefix, Optional.empty(), Optional.empty(), Integer.MAX_VALUE, false);
  }

  public Range from(String key) {
    return new Range(prefix, Optional.of(key), end, limit, reverse);
  }

  public Range before(String key) {
    return new Range(prefix, start, Optional.of(key), limit, reverse);
  }

  public Range atMost(int entries) {
    return new Range(prefix, start, end, entries, reverse);
  }

  public Range backwards() {
    return new Range(prefix, start, end, limit, true);
  }
}
