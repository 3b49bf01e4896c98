package carafe.it.gauge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM that was started with {@code -XX:NativeMemoryTracking=summary} holds outside the heap.
 *
 * @param direct buffers and whatever else {@code Unsafe} was asked for, bytes
 * @param rest everything else that is committed, without the heap, bytes
 */
record NativeMemory(long direct, long rest) {
  private static final long KB = 1024;
  private static final Pattern TOTAL = Pattern.compile("Total: .*committed=(\\d+)KB");
  private static final Pattern HEAP = Pattern.compile("Java Heap \\(.*committed=(\\d+)KB");
  private static final Pattern OTHER = Pattern.compile("Other \\(.*committed=(\\d+)KB");

  static NativeMemory of(long pid) {
    return parse(Jcmd.ask(pid, "VM.native_memory", "summary", "scale=KB"));
  }

  static NativeMemory parse(String said) {
    long direct = find(OTHER, said);
    return new NativeMemory(direct, find(TOTAL, said) - find(HEAP, said) - direct);
  }

  private static long find(Pattern what, String said) {
    Matcher found = what.matcher(said);
    if (!found.find()) {
      throw new AssertionError("no native memory figures:\n" + said);
    }
    return KB * Long.parseLong(found.group(1));
  }
}
