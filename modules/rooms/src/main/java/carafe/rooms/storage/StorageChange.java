package carafe.rooms.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The event of a room that keeps things: changes made together.
 *
 * @param put JSON texts by keys
 * @param deleted keys, none of which is put
 * @param alarm what becomes of the alarm; empty: nothing
 */
public record StorageChange(
    Map<String, String> put, List<String> deleted, Optional<AlarmChange> alarm) {
  public StorageChange {
    put = Collections.unmodifiableMap(new TreeMap<>(put));
    deleted = deleted.stream().sorted().toList();
  }

  /** What becomes of an alarm. */
  public sealed interface AlarmChange {}

  public record AlarmSet(Instant at) implements AlarmChange {}

  public record AlarmDropped() implements AlarmChange {}
}
