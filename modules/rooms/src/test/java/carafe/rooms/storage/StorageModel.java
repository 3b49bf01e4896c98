package carafe.rooms.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.api.Range;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a draft over a state must behave like, said in the simplest way: all of it, anew each time.
 */
final class StorageModel {
  private NavigableMap<String, String> stored = empty();
  private Optional<Instant> storedAlarm = Optional.empty();
  private NavigableMap<String, String> now = empty();
  private Optional<Instant> alarm = Optional.empty();
  private Set<String> touched = new HashSet<>();

  private static NavigableMap<String, String> empty() {
    return new TreeMap<>(StorageModel::byBytes);
  }

  private static int byBytes(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  StorageModel copy() {
    StorageModel copy = new StorageModel();
    copy.stored.putAll(stored);
    copy.now.putAll(now);
    copy.touched.addAll(touched);
    copy.storedAlarm = storedAlarm;
    copy.alarm = alarm;
    return copy;
  }

  /** False, and nothing changed, when it is over a bound. */
  boolean put(String key, String json, StorageLimits limits) {
    StorageModel after = copy();
    after.now.put(key, json);
    after.touched.add(key);
    return become(after, limits);
  }

  boolean delete(String key, StorageLimits limits) {
    if (!now.containsKey(key)) {
      return true;
    }
    StorageModel after = copy();
    after.now.remove(key);
    after.touched.add(key);
    return become(after, limits);
  }

  boolean has(String key) {
    return now.containsKey(key);
  }

  void alarm(Optional<Instant> at) {
    alarm = at;
  }

  void store() {
    stored = empty();
    stored.putAll(now);
    storedAlarm = alarm;
    touched.clear();
  }

  Map<String, String> values() {
    return now;
  }

  Map<String, String> stored() {
    return stored;
  }

  Optional<Instant> alarm() {
    return alarm;
  }

  Optional<Instant> storedAlarm() {
    return storedAlarm;
  }

  Map<String, String> list(Range range) {
    Map<String, String> listed = new LinkedHashMap<>();
    Stream<String> keys = (range.reverse() ? now.descendingMap() : now).keySet().stream();
    keys.filter(key -> key.startsWith(range.prefix()))
        .filter(key -> range.start().stream().allMatch(s -> byBytes(key, s) >= 0))
        .filter(key -> range.end().stream().allMatch(e -> byBytes(key, e) < 0))
        .limit(range.limit())
        .forEach(key -> listed.put(key, now.get(key)));
    return listed;
  }

  long roomBytes() {
    return now.entrySet().stream()
        .mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue()) + 32)
        .sum();
  }

  private long changeBytes() {
    return touched.stream()
        .mapToLong(key -> bytes(key) + bytes(now.getOrDefault(key, "")) + 32)
        .sum();
  }

  private boolean become(StorageModel after, StorageLimits limits) {
    boolean fits =
        fits(roomBytes(), after.roomBytes(), limits.roomBytesMax())
            && fits(changeBytes(), after.changeBytes(), limits.changeBytesMax());
    if (fits) {
      now = after.now;
      touched = after.touched;
    }
    return fits;
  }

  private static boolean fits(long before, long after, long max) {
    return after <= max || after <= before;
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
