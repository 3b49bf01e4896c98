package carafe.server.program;

import carafe.server.problem.StartProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, or is about to be, to be closed once, the last one first. What takes its
 * time to start is added before, and ends its start when it is closed.
 */
final class Parts {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  /**
   * @throws StartProblem when a stop was faster; the part is closed then
   */
  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    if (closed) {
      close();
      throw new StartProblem("Stopped during the start");
    }
    return part;
  }

  /** Closes all; one that fails does not spare the others. Whether none did. */
  synchronized boolean close() {
    closed = true;
    boolean clean = true;
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception | Error e) { // a jar that was replaced while it ran lacks classes
        clean = false;
        LOG.error("Could not close {}", part.getClass().getSimpleName(), e);
      }
    }
    return clean;
  }
}
