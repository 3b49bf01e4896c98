package carafe.it.gauge;

/**
 * What a server's process takes at one time.
 *
 * @param heap bytes that are alive after a full collection
 * @param direct bytes outside the heap that its own code asked for, buffers of sockets mostly
 * @param rest bytes outside the heap that the JVM asked for: code, classes, stacks
 * @param resident bytes of memory that the system has given it
 * @param descriptors open files and sockets
 * @param rooms of sessions that are up
 * @param relays rooms with connections, or that had some a moment ago
 * @param connections WebSockets
 */
public record Reading(
    long heap,
    long direct,
    long rest,
    long resident,
    long threads,
    long descriptors,
    long rooms,
    long relays,
    long connections) {
  private static final double MIB = 1 << 20;

  public static String title() {
    return "heap MiB  direct MiB  other MiB  RSS MiB  threads  descriptors  rooms  relays  sockets";
  }

  @Override
  public String toString() {
    return "%8.1f  %10.2f  %9.1f  %7.0f  %7d  %11d  %5d  %6d  %7d"
        .formatted(
            heap / MIB,
            direct / MIB,
            rest / MIB,
            resident / MIB,
            threads,
            descriptors,
            rooms,
            relays,
            connections);
  }
}
