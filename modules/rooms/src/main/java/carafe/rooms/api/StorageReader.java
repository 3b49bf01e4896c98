package carafe.rooms.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SortedMap;

/** Reads what a room keeps. Nothing waits: a room has all of it at hand. */
public interface StorageReader {
  Optional<JsonNode> get(String key);

  /**
   * The value read into a type.
   *
   * @throws IllegalArgumentException when it does not fit, as JSON's null never does
   */
  <T> Optional<T> get(String key, Class<T> type);

  /** The values of a range, in its order; the map is the caller's own. */
  SortedMap<String, JsonNode> list(Range range);
}
