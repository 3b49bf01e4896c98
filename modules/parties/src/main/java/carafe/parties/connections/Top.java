package carafe.parties.connections;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Gathers the largest of many counts, and writes them largest first, equal ones by their keys. */
final class Top {
  /** Most bytes of JSON of all of them: a response may have 1 MiB. */
  static final int BYTES_MAX = 900_000;

  /** Quotes, colon, comma and the digits of a count. */
  private static final int BYTES_BESIDE_KEY = 4 + 10;

  private record Counted(String key, int count) {
    /** At most so many bytes in JSON. */
    int bytes() {
      int bytes = BYTES_BESIDE_KEY;
      for (int i = 0; i < key.length(); i++) {
        char next = key.charAt(i);
        bytes += next < ' ' ? 6 : next == '"' || next == '\\' ? 2 : next < 0x80 ? 1 : 3;
      }
      return bytes;
    }
  }

  private static final Comparator<Counted> LARGEST_FIRST =
      Comparator.comparingInt(Counted::count).reversed().thenComparing(Counted::key);

  private final int limit;
  private final PriorityQueue<Counted> smallestFirst =
      new PriorityQueue<>(LARGEST_FIRST.reversed());
  private int bytes;

  /** The largest there was no room for: what is smaller has none either, however short its key. */
  private @Nullable Counted leftOut;

  Top(int limit) {
    this.limit = limit;
  }

  /** Whether a count of that size may be among them, so that its key is worth making. */
  boolean mayTake(int count) {
    if (leftOut != null && count < leftOut.count) {
      return false;
    }
    Counted smallest = smallestFirst.peek();
    return smallest == null || smallestFirst.size() < limit || count >= smallest.count;
  }

  void add(String key, int count) {
    Counted one = new Counted(key, count);
    if (leftOut != null && LARGEST_FIRST.compare(one, leftOut) > 0) {
      return;
    }
    smallestFirst.add(one);
    bytes += one.bytes();
    while (smallestFirst.size() > limit || bytes > BYTES_MAX) {
      leftOut = smallestFirst.remove();
      bytes -= leftOut.bytes();
    }
  }

  Map<String, Integer> written() {
    Map<String, Integer> written = new LinkedHashMap<>();
    smallestFirst.stream()
        .sorted(LARGEST_FIRST)
        .forEach(counted -> written.put(counted.key, counted.count));
    return written;
  }
}
