package carafe.server.program;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, to be closed once, last first. */
final class Parts {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  /** Closes all; one that fails does not spare the others. Whether none did. */
  synchronized boolean close() {
    boolean clean = true;
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        clean = false;
        LOG.error("Could not close {}", part.getClass().getSimpleName(), e);
      }
    }
    return clean;
  }
}
