package carafe.server.cluster.joining;

import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Another cluster on the same database, which formed while this node was out of its sight, or while
 * it could not tell that this node lives.
 */
public final class Rival {
  private Rival() {}

  /**
   * A living member of another cluster than the one that the asker's own row names.
   *
   * @param fellows members of the asker's own, whatever their rows say
   */
  public static Optional<NodeRow> in(Look look, Set<NodeAddress> fellows) {
    Optional<UUID> own =
        look.nodes().stream()
            .filter(row -> row.id() == look.own())
            .findFirst()
            .flatMap(NodeRow::cluster);
    return own.flatMap(
        cluster ->
            look.nodes().stream()
                .filter(NodeRow::locked)
                .filter(row -> row.cluster().filter(other -> !other.equals(cluster)).isPresent())
                .filter(row -> !fellows.contains(row.address()))
                .findFirst());
  }
}
