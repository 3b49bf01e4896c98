package carafe.server.cluster.joining;

import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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
    return all(look, fellows).findFirst();
  }

  /**
   * The same, if there are at least as many of them as the asker's own cluster has living members:
   * one that another cluster has left behind is about to end by itself.
   */
  public static Optional<NodeRow> notOutnumbered(Look look, Set<NodeAddress> fellows) {
    long own =
        look.nodes().stream()
            .filter(NodeRow::locked)
            .filter(row -> row.id() == look.own() || fellows.contains(row.address()))
            .count();
    return all(look, fellows).count() >= own ? in(look, fellows) : Optional.empty();
  }

  private static Stream<NodeRow> all(Look look, Set<NodeAddress> fellows) {
    Optional<UUID> own =
        look.nodes().stream()
            .filter(row -> row.id() == look.own())
            .findFirst()
            .flatMap(NodeRow::cluster);
    return look.nodes().stream()
        .filter(NodeRow::locked)
        .filter(row -> own.isPresent() && row.cluster().isPresent())
        .filter(row -> !row.cluster().equals(own))
        .filter(row -> !fellows.contains(row.address()));
  }
}
