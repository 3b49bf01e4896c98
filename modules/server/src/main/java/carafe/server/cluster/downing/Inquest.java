package carafe.server.cluster.downing;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.NodeAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether members' processes are known to have died, so that they may be given up at once. Anything
 * less than all the evidence waits for the resolver.
 */
final class Inquest {
  /** Evidence that is older was overtaken by who knows what: this process may have stood still. */
  static final Duration FRESH = Duration.ofSeconds(2);

  private Inquest() {}

  /**
   * What was found out, in this order.
   *
   * @param gone whose lock was seen held and then gone within one session, with our own lock held
   * @param answers of the ports of those, after that
   * @param age since before the look at the locks
   */
  record Evidence(Set<NodeAddress> gone, Map<NodeAddress, Answer> answers, Duration age) {
    Evidence {
      gone = Set.copyOf(gone);
      answers = Map.copyOf(answers);
    }
  }

  /** How another member stands with the cluster, as this node sees it. */
  record Standing(NodeAddress address, boolean reachable, boolean onItsWayOut) {}

  /**
   * The members to down.
   *
   * @param fit whether this node is itself a full member
   * @param others all other members
   */
  static Set<NodeAddress> dead(Evidence evidence, boolean fit, List<Standing> others) {
    if (!fit || evidence.age().compareTo(FRESH) > 0) {
      return Set.of();
    }
    Set<NodeAddress> dead = new HashSet<>();
    for (Standing other : others) {
      NodeAddress address = other.address();
      if (!other.onItsWayOut()
          && evidence.gone().contains(address)
          && evidence.answers().get(address) == Answer.REFUSED) {
        dead.add(address);
      }
    }
    return mayBeSplit(others, dead) ? Set.of() : dead;
  }

  /**
   * Somebody else cannot be reached who is not known to be dead. The cluster may be split then, and
   * all sides must count the same members, the dead included, or two of them could think that they
   * are the larger one.
   */
  private static boolean mayBeSplit(List<Standing> others, Set<NodeAddress> dead) {
    return others.stream()
        .anyMatch(
            other -> !other.reachable() && !other.onItsWayOut() && !dead.contains(other.address()));
  }
}
