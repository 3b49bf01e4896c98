package carafe.rooms.storage;

import carafe.rooms.api.Range;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A {@link Range} laid over sorted maps: it looks at nothing outside of it. */
record Window(String from, Optional<String> before, int limit, boolean reverse) {
  static Window of(Range range) {
    Optional<String> above = KeyOrder.above(range.prefix());
    return new Window(
        range.start().map(start -> KeyOrder.higher(start, range.prefix())).orElse(range.prefix()),
        above.isEmpty()
            ? range.end()
            : range.end().map(end -> KeyOrder.lower(end, above.get())).or(() -> above),
        range.limit(),
        range.reverse());
  }

  Comparator<String> order() {
    return reverse ? KeyOrder.KEYS.reversed() : KeyOrder.KEYS;
  }

  /** A view of what is in it, in its order. */
  <V> NavigableMap<String, V> view(NavigableMap<String, V> all) {
    NavigableMap<String, V> within = KeyOrder.between(all, from, before);
    return reverse ? within.descendingMap() : within;
  }

  /**
   * The first entries of a map after changes, as many as there may be.
   *
   * @param changes those in this window, in its order; empty for what is deleted
   */
  NavigableMap<String, String> first(
      NavigableMap<String, String> all, NavigableMap<String, Optional<String>> changes) {
    NavigableMap<String, String> first = new TreeMap<>(order());
    if (limit == 0) {
      return first;
    }
    for (Map.Entry<String, String> entry : view(all).entrySet()) {
      if (first.size() == limit) {
        break;
      }
      if (!changes.containsKey(entry.getKey())) {
        first.put(entry.getKey(), entry.getValue());
      }
    }
    for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
      if (first.size() == limit && order().compare(change.getKey(), first.lastKey()) > 0) {
        break;
      }
      change.getValue().ifPresent(value -> first.put(change.getKey(), value));
      if (first.size() > limit) {
        first.pollLastEntry();
      }
    }
    return first;
  }
}
