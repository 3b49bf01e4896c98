package carafe.server.node;

import carafe.server.database.Liveness;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Whether this node is alive, and whether it is fit for service now. */
final class Readiness {
  private final Cluster cluster;
  private final Supplier<String> joining;
  private final Liveness database;
  private volatile boolean up;
  private volatile boolean listening;
  private volatile boolean stopping;

  /**
   * @param joining what a node waits for that is not up yet
   */
  Readiness(Cluster cluster, Supplier<String> joining, Liveness database) {
    this.cluster = cluster;
    this.joining = joining;
    this.database = database;
  }

  /** The cluster has taken the node up. */
  void up() {
    up = true;
  }

  void listening() {
    listening = true;
  }

  void stopping() {
    stopping = true;
  }

  /** What keeps this node from serving, if anything. */
  CompletionStage<Optional<String>> objection() {
    if (stopping) {
      return now("shutting down");
    }
    MemberStatus status = self().status();
    if (!status.equals(MemberStatus.up())) {
      return now("joining the cluster: " + joining.get());
    }
    if (!listening) {
      return now("starting");
    }
    return database
        .answers()
        .thenApply(
            answers -> answers ? Optional.empty() : Optional.of("the database does not answer"));
  }

  /**
   * A node that the cluster has given up serves nobody any more and must be started anew. One that
   * was never up looks the same to the cluster, and lives.
   */
  Optional<String> deadly() {
    MemberStatus status = self().status();
    boolean gone = status.equals(MemberStatus.down()) || status.equals(MemberStatus.removed());
    return gone && up && !stopping
        ? Optional.of("the cluster has given this node up (" + status + ")")
        : Optional.empty();
  }

  private Member self() {
    return cluster.selfMember();
  }

  private static CompletionStage<Optional<String>> now(String objection) {
    return CompletableFuture.completedStage(Optional.of(objection));
  }
}
