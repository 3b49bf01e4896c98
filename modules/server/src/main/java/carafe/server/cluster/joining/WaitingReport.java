package carafe.server.cluster.joining;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says now and then why this node is not up yet, and what each other node's port answered. */
final class WaitingReport {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingReport.class);
  private static final Duration FIRST_AFTER = Duration.ofSeconds(5);
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  private final long sinceNanos = System.nanoTime();
  private long dueNanos = sinceNanos + FIRST_AFTER.toNanos();

  boolean isDue() {
    return System.nanoTime() - dueNanos >= 0;
  }

  /** Unless it has been said just now. */
  void sayIfDue(String why, List<NodeRow> others, Map<NodeAddress, Answer> ports) {
    if (isDue()) {
      dueNanos = System.nanoTime() + AGAIN_AFTER.toNanos();
      LOG.warn(
          "Not in a cluster after {} s: {}. {}",
          Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds(),
          why,
          tried(others, ports));
    }
  }

  static String tried(List<NodeRow> others, Map<NodeAddress, Answer> ports) {
    return others.isEmpty()
        ? "The database knows no other node that might live"
        : others.stream()
            .map(row -> tried(row, ports.get(row.address())))
            .collect(Collectors.joining("; ", "Tried ", ""));
  }

  private static String tried(NodeRow row, @Nullable Answer answer) {
    String port = answer == null ? "was not asked" : answer.words();
    return row.locked()
        ? "%s %s (it holds its lock in the database)".formatted(row.address().display(), port)
        : "%s %s (its lock is free, last heard of %d s ago; if it is gone for good: delete from carafe_node where id = %d)"
            .formatted(row.address().display(), port, row.silentFor().toSeconds(), row.id());
  }
}
