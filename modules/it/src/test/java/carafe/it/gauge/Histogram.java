package carafe.it.gauge;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alive on a heap after a full collection, by class.
 *
 * @param bytes of all classes
 */
record Histogram(long bytes, Map<String, Long> instances, Map<String, Long> bytesOf) {
  private static final int SHOWN = 15;

  /** {@code 1: 123456 7890123 [B (java.base@25)}. */
  private static final Pattern LINE =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*$", Pattern.MULTILINE);

  private static final Pattern TOTAL =
      Pattern.compile("^Total\\s+\\d+\\s+(\\d+)\\s*$", Pattern.MULTILINE);

  Histogram {
    instances = Map.copyOf(instances);
    bytesOf = Map.copyOf(bytesOf);
  }

  /** The command collects garbage first. */
  static Histogram of(long pid) {
    return parse(Jcmd.ask(pid, "GC.class_histogram"));
  }

  static Histogram parse(String said) {
    Map<String, Long> instances = new HashMap<>();
    Map<String, Long> bytes = new HashMap<>();
    Matcher line = LINE.matcher(said);
    while (line.find()) {
      instances.merge(line.group(3), Long.parseLong(line.group(1)), Long::sum);
      bytes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum);
    }
    Matcher total = TOTAL.matcher(said);
    if (!total.find()) {
      throw new AssertionError("no histogram:\n" + said);
    }
    return new Histogram(Long.parseLong(total.group(1)), instances, bytes);
  }

  long count(String className) {
    return instances.getOrDefault(className, 0L);
  }

  /** The classes that take most more than then, for whoever looks for a leak. */
  String grownSince(Histogram before) {
    Map<Long, String> byGrowth = new TreeMap<>((a, b) -> Long.compare(b, a));
    bytesOf.forEach(
        (name, now) -> {
          long grown = now - before.bytesOf.getOrDefault(name, 0L);
          byGrowth.merge(grown, name, (a, b) -> a + ", " + b);
        });
    StringBuilder shown = new StringBuilder();
    byGrowth.entrySet().stream()
        .limit(SHOWN)
        .forEach(
            entry ->
                shown.append("%,12d bytes more: %s%n".formatted(entry.getKey(), entry.getValue())));
    return shown.toString();
  }
}
