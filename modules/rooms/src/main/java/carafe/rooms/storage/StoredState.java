package carafe.rooms.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a room keeps that is in the journal. Changed in place by its actor; not thread-safe.
 *
 * <p>A behavior that has one as its empty state must not restart within Pekko ({@code
 * onPersistFailure}): the replay would begin with the same object, which holds what was not stored.
 */
public final class StoredState {
  private final NavigableMap<String, String> values = new TreeMap<>(KeyOrder.KEYS);
  private @Nullable Instant alarm;
  private long bytes;

  /** JSON texts by keys, in the order of the keys' UTF-8 bytes; a view. */
  public NavigableMap<String, String> values() {
    return Collections.unmodifiableNavigableMap(values);
  }

  public Optional<Instant> alarm() {
    return Optional.ofNullable(alarm);
  }

  /** How much it counts towards {@link StorageLimits#roomBytesMax}. */
  public long bytes() {
    return bytes;
  }

  /** Makes the change, and returns itself. */
  public StoredState evolve(StorageChange change) {
    change.put().forEach(this::put);
    change.deleted().forEach(this::delete);
    change.alarm().ifPresent(this::evolve);
    return this;
  }

  private void put(String key, String value) {
    String before = values.put(key, value);
    bytes += Sizes.of(key, value) - (before == null ? 0 : Sizes.of(key, before));
  }

  private void delete(String key) {
    String before = values.remove(key);
    bytes -= before == null ? 0 : Sizes.of(key, before);
  }

  private void evolve(StorageChange.AlarmChange change) {
    alarm =
        switch (change) {
          case StorageChange.AlarmSet(Instant at) -> at;
          case StorageChange.AlarmDropped() -> null;
        };
  }
}
