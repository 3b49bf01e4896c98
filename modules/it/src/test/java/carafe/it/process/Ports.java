package carafe.it.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for the programs of tests, none of them twice: what is killed and started again finds its
 * own free, whatever else runs meanwhile. They lie below those that the system gives to clients: a
 * test's crowd leaves thousands of them waiting.
 */
public final class Ports {
  private static final int FIRST = 10_000;
  private static final int END = 32_000;

  /** Somewhere: another build may run on this machine. */
  private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

  private Ports() {}

  public static int free() {
    return free(1);
  }

  /** The first of so many in a row. */
  public static synchronized int free(int count) {
    for (int tries = 0; tries < END - FIRST; tries++) {
      int first = next + count <= END ? next : FIRST;
      next = first + 1;
      if (areFree(first, count)) {
        next = first + count;
        return first;
      }
    }
    throw new AssertionError("no free ports");
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        // free
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
