package carafe.it.chaos.fault;

import carafe.it.chaos.net.Cut;
import java.time.Duration;
import java.util.Set;

/** Something that is done to the cluster, and for how long it lasts. */
public sealed interface Fault {
  Duration lasts();

  /** kill -9 of nodes; they stay down for a while. */
  record Killed(Set<Integer> nodes, Duration lasts) implements Fault {
    public Killed {
      nodes = Set.copyOf(nodes);
    }
  }

  /** SIGTERM of a node; it stays down for a while. */
  record Stopped(int node, Duration lasts) implements Fault {}

  /** SIGSTOP of a node, SIGCONT after a while. */
  record Paused(int node, Duration lasts) implements Fault {}

  /** Nodes are cut off, each from what it says. */
  record CutOff(Set<Integer> nodes, Cut from, Duration lasts) implements Fault {
    public CutOff {
      nodes = Set.copyOf(nodes);
    }
  }

  /** PostgreSQL is down for a while; it crashed, or was asked to stop. */
  record DatabaseDown(boolean crashed, Duration lasts) implements Fault {}

  /** Every connection to PostgreSQL is ended by it, once. */
  record ConnectionsCut() implements Fault {
    @Override
    public Duration lasts() {
      return Duration.ZERO;
    }
  }
}
