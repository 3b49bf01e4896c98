package carafe.load.measure;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How many files and sockets this process may have open, where the system has such a limit.
 *
 * @param max the limit
 * @param open how many are open now
 */
public record Descriptors(long max, long open) {
  /** For what is opened beside the connections: jars, reports. */
  private static final int SPARE = 64;

  public static Optional<Descriptors> now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Optional.of(
            new Descriptors(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount()))
        : Optional.empty();
  }

  /** Why so many connections cannot be; empty: they can. */
  public Optional<String> objection(long connections) {
    long free = max - open - SPARE;
    return connections <= free
        ? Optional.empty()
        : Optional.of(
            "%,d connections are wanted, but this process may have only %,d more files open (limit %,d). Raise it (ulimit -n %d) or ask for fewer."
                .formatted(connections, Math.max(0, free), max, connections + open + SPARE));
  }
}
