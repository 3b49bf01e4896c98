package carafe.rooms.storage;

import carafe.rooms.api.Json;
import carafe.rooms.api.Range;
import carafe.rooms.api.StorageLimitException;
import carafe.rooms.api.StorageReader;
import carafe.rooms.json.LoneSurrogates;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes on the way into the journal, over what is there; reads see them. Not thread-safe. */
public final class Draft implements StorageReader {
  private final StoredState stored;
  private final StorageLimits limits;

  /** What this one was made over by {@link #nested}. */
  private final @Nullable Draft outer;

  /** Empty for what is deleted. */
  private final NavigableMap<String, Optional<String>> changed = new TreeMap<>(KeyOrder.KEYS);

  private StorageChange.@Nullable AlarmChange alarm;

  /** What all changes up to here count together. */
  private long changeBytes;

  /** By how much they make the room larger. */
  private long growth;

  /** Rises with each change: it tells whether the outer draft is still the one built upon. */
  private long revision;

  private final long outerRevision;

  public Draft(StoredState stored, StorageLimits limits) {
    this(stored, limits, null);
  }

  private Draft(StoredState stored, StorageLimits limits, @Nullable Draft outer) {
    this.stored = stored;
    this.limits = limits;
    this.outer = outer;
    if (outer == null) {
      outerRevision = 0;
    } else {
      outerRevision = outer.revision;
      changeBytes = outer.changeBytes;
      growth = outer.growth;
    }
  }

  @Override
  public Optional<JsonNode> get(String key) {
    return text(key).map(Json::tree);
  }

  @Override
  public <T> Optional<T> get(String key, Class<T> type) {
    return text(key).map(text -> Json.read(text, type));
  }

  @Override
  public SortedMap<String, JsonNode> list(Range range) {
    Window window = Window.of(range);
    SortedMap<String, JsonNode> listed = new TreeMap<>(window.order());
    window
        .first(stored.values(), changes(window))
        .forEach((key, text) -> listed.put(key, Json.tree(text)));
    return listed;
  }

  /**
   * @throws StorageLimitException over a bound; then nothing changed
   * @throws IllegalArgumentException when Jackson cannot write the value; then nothing changed
   */
  public void put(String key, Object value) {
    Objects.requireNonNull(value, "No value to put: delete the key, or put a NullNode");
    Sizes.checkKey(key);
    String text = LoneSurrogates.escaped(Json.text(value));
    Sizes.checkValue(key, text);
    make(key, Optional.of(text));
  }

  /**
   * All or none.
   *
   * @throws StorageLimitException over a bound; then nothing changed
   */
  public void putAll(Map<String, ?> values) {
    Draft all = nested();
    values.forEach(all::put);
    adopt(all);
  }

  /**
   * Whether there was something.
   *
   * @throws StorageLimitException when the change gets too large; then nothing changed
   */
  public boolean delete(String key) {
    boolean there = text(key).isPresent();
    if (there) {
      make(key, Optional.empty());
    }
    return there;
  }

  public Optional<Instant> alarm() {
    return switch (alarmChange()) {
      case null -> stored.alarm();
      case StorageChange.AlarmSet(Instant at) -> Optional.of(at);
      case StorageChange.AlarmDropped() -> Optional.empty();
    };
  }

  public void setAlarm(Instant at) {
    alarm = new StorageChange.AlarmSet(at);
    revision++;
  }

  public void dropAlarm() {
    if (alarm().isPresent()) {
      alarm = new StorageChange.AlarmDropped();
      revision++;
    }
  }

  /** A draft over this one, for changes that are made all or none. */
  public Draft nested() {
    return new Draft(stored, limits, this);
  }

  /**
   * Takes over what a draft made by {@link #nested} has come to.
   *
   * @throws IllegalStateException when this one was changed meanwhile; then it stays as it is
   */
  public void adopt(Draft nested) {
    if (nested.outer != this) {
      throw new IllegalArgumentException("That draft was not made over this one");
    }
    if (nested.outerRevision != revision) {
      throw new IllegalStateException("The storage was changed past the transaction at work");
    }
    changed.putAll(nested.changed);
    alarm = nested.alarmChange();
    changeBytes = nested.changeBytes;
    growth = nested.growth;
    revision++;
  }

  /** Whether nothing has to be stored; what was put and deleted again has, for those who wait. */
  public boolean isEmpty() {
    return changed.isEmpty() && alarm == null;
  }

  /** What has to be stored; the draft is empty then, and {@link StoredState#evolve} must follow. */
  public StorageChange take() {
    Map<String, String> put = new TreeMap<>(KeyOrder.KEYS);
    List<String> deleted = new ArrayList<>();
    changed.forEach(
        (key, text) -> text.ifPresentOrElse(value -> put.put(key, value), () -> deleted.add(key)));
    StorageChange change = new StorageChange(put, deleted, Optional.ofNullable(alarm));
    changed.clear();
    alarm = null;
    changeBytes = 0;
    growth = 0;
    revision++;
    return change;
  }

  /** The value as this draft has it. */
  private Optional<String> text(String key) {
    Optional<String> change = change(key);
    return change != null ? change : Optional.ofNullable(stored.values().get(key));
  }

  /** What becomes of a key by all drafts up to here; null: nothing. */
  @SuppressWarnings("NullableOptional") // three cases: nothing, deleted, put
  private @Nullable Optional<String> change(String key) {
    Optional<String> own = changed.get(key);
    return own != null || outer == null ? own : outer.change(key);
  }

  private StorageChange.@Nullable AlarmChange alarmChange() {
    return alarm != null || outer == null ? alarm : outer.alarmChange();
  }

  private NavigableMap<String, Optional<String>> changes(Window window) {
    if (outer == null) {
      return window.view(changed);
    }
    NavigableMap<String, Optional<String>> all = new TreeMap<>(outer.changes(window));
    all.putAll(window.view(changed));
    return all;
  }

  private void make(String key, Optional<String> after) {
    long newGrowth = growth + size(key, after) - size(key, text(key));
    long newChangeBytes = changeBytes + changeSize(key, after) - changeSize(key);
    // A room over a bound that was larger once may still shrink.
    if (newGrowth > growth && stored.bytes() + newGrowth > limits.roomBytesMax()) {
      throw new StorageLimitException(
          "With %s the room would keep %d bytes; carafe.rooms.storage.room-bytes-max is %d"
              .formatted(Sizes.shown(key), stored.bytes() + newGrowth, limits.roomBytesMax()));
    }
    if (newChangeBytes > changeBytes && newChangeBytes > limits.changeBytesMax()) {
      throw new StorageLimitException(
          "With %s the change would have %d bytes; carafe.rooms.storage.change-bytes-max is %d"
              .formatted(Sizes.shown(key), newChangeBytes, limits.changeBytesMax()));
    }
    changed.put(key, after);
    growth = newGrowth;
    changeBytes = newChangeBytes;
    revision++;
  }

  private static long size(String key, Optional<String> text) {
    return text.map(value -> Sizes.of(key, value)).orElse(0L);
  }

  private long changeSize(String key) {
    Optional<String> change = change(key);
    return change == null ? 0 : changeSize(key, change);
  }

  private static long changeSize(String key, Optional<String> change) {
    return change.isPresent() ? size(key, change) : Sizes.of(key);
  }
}
