package carafe.rooms.storage;

import carafe.rooms.api.Json;
import carafe.rooms.api.Range;
import carafe.rooms.api.StorageReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes on the way into the journal, over what is there; reads see them. Not thread-safe. */
public final class Draft implements StorageReader {
  private final StoredState stored;
  private final StorageLimits limits;

  /** Empty for what is deleted. */
  private Map<String, Optional<String>> changed = new HashMap<>();

  private StorageChange.@Nullable AlarmChange alarm;

  public Draft(StoredState stored, StorageLimits limits) {
    this.stored = stored;
    this.limits = limits;
  }

  @Override
  public Optional<JsonNode> get(String key) {
    return text(key).map(Json::tree);
  }

  @Override
  public <T> Optional<T> get(String key, Class<T> type) {
    return text(key).map(text -> Json.read(text, type));
  }

  private Optional<String> text(String key) {
    Optional<String> draft = changed.get(key);
    return draft != null ? draft : Optional.ofNullable(stored.values().get(key));
  }

  @Override
  public SortedMap<String, JsonNode> list(Range range) {
    NavigableMap<String, String> all = new TreeMap<>(stored.values());
    changed.forEach(
        (key, text) ->
            text.ifPresentOrElse(present -> all.put(key, present), () -> all.remove(key)));
    SortedMap<String, JsonNode> listed =
        range.reverse() ? new TreeMap<>(java.util.Comparator.reverseOrder()) : new TreeMap<>();
    (range.reverse() ? all.descendingMap() : all)
        .forEach(
            (key, text) -> {
              if (listed.size() < range.limit()
                  && key.startsWith(range.prefix())
                  && range.start().map(start -> key.compareTo(start) >= 0).orElse(true)
                  && range.end().map(end -> key.compareTo(end) < 0).orElse(true)) {
                listed.put(key, Json.tree(text));
              }
            });
    return listed;
  }

  /**
   * @throws carafe.rooms.api.StorageLimitException over a bound; then nothing changed
   */
  public void put(String key, Object value) {
    changed.put(key, Optional.of(Json.text(value)));
  }

  /** Whether there was something. */
  public boolean delete(String key) {
    return changed.put(key, Optional.empty()) != null || stored.values().containsKey(key);
  }

  public Optional<Instant> alarm() {
    return switch (alarm) {
      case null -> stored.alarm();
      case StorageChange.AlarmSet(Instant at) -> Optional.of(at);
      case StorageChange.AlarmDropped() -> Optional.empty();
    };
  }

  public void setAlarm(Instant at) {
    alarm = new StorageChange.AlarmSet(at);
  }

  public void dropAlarm() {
    alarm = new StorageChange.AlarmDropped();
  }

  /** A draft over this one, for changes that are made all or none. */
  public Draft nested() {
    Draft nested = new Draft(stored, limits);
    nested.changed = new HashMap<>(changed);
    nested.alarm = alarm;
    return nested;
  }

  /** Takes over what a draft made by {@link #nested} has come to. */
  public void adopt(Draft nested) {
    changed = nested.changed;
    alarm = nested.alarm;
  }

  public boolean isEmpty() {
    return changed.isEmpty() && alarm == null;
  }

  /** What has to be stored; the draft is empty then, and {@link StoredState#evolve} must follow. */
  public StorageChange take() {
    Map<String, String> put = new HashMap<>();
    List<String> deleted = new ArrayList<>();
    changed.forEach(
        (key, text) -> text.ifPresentOrElse(value -> put.put(key, value), () -> deleted.add(key)));
    StorageChange change = new StorageChange(put, deleted, Optional.ofNullable(alarm));
    changed.clear();
    alarm = null;
    return change;
  }
}
