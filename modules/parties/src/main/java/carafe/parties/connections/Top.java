package carafe.parties.connections;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Gathers the largest of many counts, and writes them largest first, equal ones by their keys. */
final class Top {
  /** Most characters of all keys together; in JSON they are at most six times as many bytes. */
  private static final int CHARACTERS_MAX = 100_000;

  private record Counted(String key, int count) {}

  private static final Comparator<Counted> LARGEST_FIRST =
      Comparator.comparingInt(Counted::count).reversed().thenComparing(Counted::key);

  private final int limit;
  private final PriorityQueue<Counted> smallestFirst =
      new PriorityQueue<>(LARGEST_FIRST.reversed());
  private int characters;

  Top(int limit) {
    this.limit = limit;
  }

  /** Whether a count of that size may be among them, so that its key is worth making. */
  boolean mayTake(int count) {
    Counted smallest = smallestFirst.peek();
    return smallest == null || smallestFirst.size() < limit || count >= smallest.count;
  }

  void add(String key, int count) {
    smallestFirst.add(new Counted(key, count));
    characters += key.length();
    while (smallestFirst.size() > limit || characters > CHARACTERS_MAX) {
      characters -= smallestFirst.remove().key.length();
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
