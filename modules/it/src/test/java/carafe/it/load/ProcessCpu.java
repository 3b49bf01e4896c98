package carafe.it.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU that one process has used, as Linux counts it: in user and in kernel mode. */
public final class ProcessCpu {
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 wherever Linux runs

  private ProcessCpu() {}

  public static long nanos(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      threads = tasks.toList();
    }
    if (threads.size() == 1) {
      // Exact, but of one thread only.
      String exact = Files.readString(process.resolve("schedstat"));
      return Long.parseLong(exact.substring(0, exact.indexOf(' ')));
    }
    String stat = Files.readString(process.resolve("stat"));
    // After the name, which may hold anything: state is the 3rd field, utime the 14th, stime the
    // 15th.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK;
  }
}
