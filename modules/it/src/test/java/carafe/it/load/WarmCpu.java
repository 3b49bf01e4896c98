package carafe.it.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU that one process has used, as Linux counts it for each of its threads. Not that of a JVM's
 * compilers: what they do early pays off late, and a round would bear the cost by chance.
 */
final class WarmCpu {
  private WarmCpu() {}

  /** Of threads that live; what one that ended has used is not in it any more. */
  static long nanos(long pid) throws IOException {
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      threads = tasks.toList();
    }
    return threads.stream().mapToLong(WarmCpu::ofThread).sum();
  }

  private static long ofThread(Path thread) {
    try {
      // "C2 CompilerThread0", cut to 15 characters.
      if (Files.readString(thread.resolve("comm")).contains(" CompilerThre")) {
        return 0;
      }
      String exact = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(exact.substring(0, exact.indexOf(' ')));
    } catch (NoSuchFileException e) {
      return 0; // it has just ended
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
