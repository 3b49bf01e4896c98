package carafe.server.node;

import carafe.server.cluster.joining.Membership;
import carafe.server.cluster.joining.Rival;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeRow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two clusters on one database: the one whose node lost its lock gives way, and of two that live,
 * the one whose node comes later, unless it has more members.
 *
 * @param endedItself is told why, if it gives way
 */
record Rivals(
    ActorSystem<Void> system, Membership membership, CompletableFuture<String> endedItself) {
  private static final Logger LOG = LoggerFactory.getLogger(Rivals.class);

  void lockedAgain(Look look) {
    end(
        Rival.in(look, membership.fellows()),
        "Another cluster formed on this database while this node was cut off from it");
  }

  void entered(Look look) {
    end(
        Rival.notOutnumbered(look, membership.fellows()),
        "Another cluster lives on this database, and did before this node was in one");
  }

  private void end(Optional<NodeRow> because, String what) {
    because.ifPresent(
        rival -> {
          String line =
              "%s (%s is in it): this node ends; start it again"
                  .formatted(what, rival.address().display());
          LOG.error(line);
          endedItself.complete(line);
          var _ = CoordinatedShutdown.get(system).runAll(NodeLife.StopReason.RIVAL);
        });
  }
}
