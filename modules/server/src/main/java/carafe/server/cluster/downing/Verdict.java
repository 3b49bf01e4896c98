package carafe.server.cluster.downing;

import java.util.Set;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * A decision of the larger side that waits to be carried out.
 *
 * @param nodes to be given up
 * @param unreachable who could not be reached when it was made
 */
record Verdict(Set<UniqueAddress> nodes, Set<UniqueAddress> unreachable) {
  Verdict {
    nodes = Set.copyOf(nodes);
    unreachable = Set.copyOf(unreachable);
  }

  /**
   * Only on the split it was made for: when somebody was heard again, or one more was lost, this
   * node may not be on the larger side any more.
   */
  boolean standsWhen(Set<UniqueAddress> unreachableNow) {
    return unreachable.equals(unreachableNow);
  }
}
