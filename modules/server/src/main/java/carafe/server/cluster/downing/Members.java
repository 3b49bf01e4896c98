package carafe.server.cluster.downing;

import carafe.server.cluster.downing.Inquest.Standing;
import carafe.server.cluster.registry.NodeAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.RemoteActorRefProvider;
import scala.Option;

/** The members of the cluster as this node sees them, and how one is given up. */
final class Members {
  /** Who has these is removed by the leader without anybody's doing. */
  private static final Set<MemberStatus> ON_THEIR_WAY_OUT =
      Set.of(MemberStatus.exiting(), MemberStatus.down(), MemberStatus.removed());

  private final Cluster cluster;

  Members(ActorSystem<?> system) {
    cluster = Cluster.get(Adapter.toClassic(system));
  }

  /** Whether this node is a full member, which may judge others. */
  boolean fit() {
    MemberStatus status = cluster.selfMember().status();
    return status.equals(MemberStatus.up()) || status.equals(MemberStatus.leaving());
  }

  List<Standing> others() {
    CurrentClusterState state = cluster.state();
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .filter(member -> !member.uniqueAddress().equals(cluster.selfUniqueAddress()))
        .map(
            member ->
                new Standing(
                    address(member),
                    !state.getUnreachable().contains(member),
                    ON_THEIR_WAY_OUT.contains(member.status())))
        .toList();
  }

  private static NodeAddress address(Member member) {
    return new NodeAddress(
        member.address().getHost().orElse(""),
        member.address().getPort().orElse(0),
        member.uniqueAddress().longUid());
  }

  /**
   * Downs a member whose process is dead. The leader removes it once it is unreachable as well:
   * quarantine says so at once, where the failure detector would take seconds.
   */
  void giveUp(NodeAddress dead) {
    Optional<UniqueAddress> member =
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .filter(candidate -> address(candidate).equals(dead))
            .map(Member::uniqueAddress)
            .findAny();
    if (member.isPresent()) {
      cluster.down(member.get().address());
      RemoteActorRefProvider remote = (RemoteActorRefProvider) cluster.system().provider();
      remote.quarantine(member.get().address(), Option.apply(dead.uid()), "its process is dead");
    }
  }
}
