package carafe.it.hostile;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Burns as much CPU as a crowd does, and does nothing else: what is left of a difference is the
 * crowd's. Argument: thousandths of a processor. Ends with its standard input.
 */
public final class Burner {
  private static final long WINDOW_NANOS = 5_000_000;

  private Burner() {}

  public static void main(String... arguments) {
    long burn = WINDOW_NANOS * Long.parseLong(arguments[0]) / 1000;
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                long began = System.nanoTime();
                while (System.nanoTime() - began < burn) {
                  Thread.onSpinWait();
                }
                LockSupport.parkNanos(WINDOW_NANOS - burn);
              }
            });
    try {
      while (System.in.read() >= 0) {
        // Nothing is said to it.
      }
    } catch (IOException e) {
      // Its parent is gone.
    }
  }
}
