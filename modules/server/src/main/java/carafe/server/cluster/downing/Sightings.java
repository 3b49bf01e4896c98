package carafe.server.cluster.downing;

import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose locks were seen held, all by one session of the database: what another session saw is no
 * evidence, since all locks are gone after a restart of the database.
 *
 * @param held addresses by row
 */
record Sightings(long session, Map<Integer, NodeAddress> held) {
  Sightings {
    held = Map.copyOf(held);
  }

  static Sightings none() {
    return new Sightings(0, Map.of());
  }

  /** What is known after one more look. */
  Sightings after(Look look) {
    if (!look.ownLocked()) {
      return none(); // a session that does not even show our own lock shows nothing
    }
    Map<Integer, NodeAddress> seen = new HashMap<>();
    for (NodeRow row : look.nodes()) {
      if (row.locked() || wasHeld(look, row)) {
        seen.put(row.id(), row.address());
      }
    }
    return new Sightings(look.session(), seen);
  }

  /** Nodes whose locks were held and, by this look, are not any more. */
  Set<NodeAddress> gone(Look look) {
    Set<NodeAddress> gone = new HashSet<>();
    if (!look.ownLocked()) {
      return gone;
    }
    for (NodeRow row : look.nodes()) {
      if (!row.locked() && row.id() != look.own() && wasHeld(look, row)) {
        gone.add(row.address());
      }
    }
    look.nodes().stream().filter(NodeRow::locked).map(NodeRow::address).forEach(gone::remove);
    return gone;
  }

  private boolean wasHeld(Look look, NodeRow row) {
    return look.session() == session && row.address().equals(held.get(row.id()));
  }
}
