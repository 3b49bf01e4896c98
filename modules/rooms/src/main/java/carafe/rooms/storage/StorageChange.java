package carafe.rooms.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The event of a room that keeps things: changes made together.
 *
 * @param put JSON texts by keys, in the order of the keys
 * @param deleted keys in their order, none of which is put
 * @param alarm what becomes of the alarm; empty: nothing
 */
public record StorageChange(
    Map<String, String> put, List<String> deleted, Optional<AlarmChange> alarm) {
  public StorageChange {
    NavigableMap<String, String> sorted = new TreeMap<>(KeyOrder.KEYS);
    sorted.putAll(put);
    put = Collections.unmodifiableMap(sorted);
    deleted = deleted.stream().sorted(KeyOrder.KEYS).toList();
    if (deleted.stream().anyMatch(sorted::containsKey)) {
      throw new IllegalArgumentException("A key is both put and deleted");
    }
  }

  /** Shows no content: it holds what people gave to parties. */
  @Override
  public String toString() {
    return "StorageChange[%d put, %d deleted%s]"
        .formatted(put.size(), deleted.size(), alarm.isPresent() ? ", alarm" : "");
  }

  /** What becomes of an alarm. */
  public sealed interface AlarmChange {}

  public record AlarmSet(Instant at) implements AlarmChange {}

  public record AlarmDropped() implements AlarmChange {}
}
