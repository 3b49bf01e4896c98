package carafe.server.cluster.registry;

import java.util.List;

/**
 * All nodes at one moment, by one statement on the asker's own lock session.
 *
 * @param session number of the session that was asked; a new one after every break, so that two
 *     looks with the same number were made by one backend without a break
 * @param own id of the asker's own row
 * @param ownLocked whether that very backend holds the asker's own lock
 * @param nodes every row, the asker's included
 */
public record Look(long session, int own, boolean ownLocked, List<NodeRow> nodes) {
  public Look {
    nodes = List.copyOf(nodes);
  }
}
