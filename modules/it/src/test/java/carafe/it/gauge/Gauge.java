package carafe.it.gauge;

import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server's process takes: from {@code /proc}, and from its JVM, which collects its
 * garbage for it.
 */
public final class Gauge {
  /** What the process has to be started with. */
  public static final String JVM_OPTION = "-XX:NativeMemoryTracking=summary";

  private static final String ROOM = "carafe.tasting.session.SessionActor";
  private static final String RELAY = "carafe.rooms.relay.RoomRelay";
  private static final String CONNECTION = "carafe.rooms.connection.Conversation";

  private final long pid;
  private @Nullable Histogram first;
  private @Nullable Histogram last;

  public Gauge(CarafeProcess carafe) {
    pid = carafe.pid();
  }

  public Reading read() throws IOException {
    Histogram heap = Histogram.of(pid);
    last = heap;
    NativeMemory outside = NativeMemory.of(pid);
    return new Reading(
        heap.bytes(),
        outside.direct(),
        outside.rest(),
        1024 * status("VmRSS:"),
        status("Threads:"),
        descriptors(),
        heap.count(ROOM),
        heap.count(RELAY),
        heap.count(CONNECTION));
  }

  /** What {@link #growth} compares with: the reading just made. */
  public void remember() {
    first = last;
  }

  /** Classes that take more than they did when it was told to remember. */
  public String growth() {
    return first == null || last == null ? "" : last.grownSince(first);
  }

  private long status(String field) throws IOException {
    return Files.readAllLines(process("status")).stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(process("fd"))) {
      return all.count();
    }
  }

  private Path process(String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }
}
