package carafe.rooms.connection;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a node.
 *
 * @param nanos runs evenly; for spans of time
 * @param wall tells when something happened
 */
public record Clocks(LongSupplier nanos, InstantSource wall) {
  public static Clocks system() {
    return new Clocks(System::nanoTime, InstantSource.system());
  }
}
