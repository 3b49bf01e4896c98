package carafe.load.measure;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What went wrong, by kind. */
public final class Faults {
  /** Kinds that are told apart: a server may make up any number. */
  static final int KINDS_MAX = 100;

  static final int KIND_CHARS_MAX = 120;
  static final String REST = "others";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  public void count(String kind) {
    String name =
        unicode(kind.length() > KIND_CHARS_MAX ? kind.substring(0, KIND_CHARS_MAX) : kind);
    LongAdder counter = counts.get(name);
    if (counter == null) {
      String fitting = counts.size() >= KINDS_MAX ? REST : name;
      counter = counts.computeIfAbsent(fitting, _ -> new LongAdder());
    }
    counter.increment();
  }

  /** Half a character, which a server may say or the cut may leave, fits in no report. */
  private static String unicode(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** By name. */
  public Map<String, Long> all() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((kind, count) -> sorted.put(kind, count.sum()));
    return sorted;
  }
}
