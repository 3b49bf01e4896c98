package carafe.rooms.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a room keeps that is in the journal. Changed in place by its actor; not thread-safe. */
public final class StoredState {
  private final NavigableMap<String, String> values = new TreeMap<>();
  private @Nullable Instant alarm;

  /** JSON texts by keys; a view. */
  public NavigableMap<String, String> values() {
    return Collections.unmodifiableNavigableMap(values);
  }

  public Optional<Instant> alarm() {
    return Optional.ofNullable(alarm);
  }

  /** Makes the change, and returns itself. */
  public StoredState evolve(StorageChange change) {
    values.putAll(change.put());
    change.deleted().forEach(values::remove);
    change.alarm().ifPresent(this::evolve);
    return this;
  }

  private void evolve(StorageChange.AlarmChange change) {
    alarm =
        switch (change) {
          case StorageChange.AlarmSet(Instant at) -> at;
          case StorageChange.AlarmDropped() -> null;
        };
  }
}
