package carafe.server.cluster.joining;

import carafe.server.cluster.registry.NodeAddress;
import carafe.server.settings.Settings.HostAndPort;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/** This node's part in Pekko's cluster. */
public final class Membership {
  private final Cluster cluster;
  private final CountDownLatch up = new CountDownLatch(1);

  public Membership(ActorSystem system) {
    cluster = Cluster.get(system);
    cluster.registerOnMemberUp(up::countDown);
  }

  /** Where others reach this node, and which process it is. */
  public NodeAddress self() {
    return nodeAddress(cluster.selfUniqueAddress());
  }

  public boolean isUp() {
    return up.getCount() == 0;
  }

  /** It cannot join any more. */
  boolean isOver() {
    return cluster.isTerminated();
  }

  /** From the moment when the cluster has let it in, which is before it is up. */
  boolean isMember() {
    return !cluster.selfMember().status().equals(MemberStatus.removed());
  }

  void awaitUp(Duration atMost) throws InterruptedException {
    boolean _ = up.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Goes on asking them until one lets it in. */
  void joinThrough(Collection<HostAndPort> places) {
    Address self = cluster.selfAddress();
    List<Address> addresses =
        places.stream()
            .map(
                place ->
                    new Address(
                        self.protocol(), self.system(), written(place.host()), place.port()))
            .toList();
    cluster.joinSeedNodes(addresses);
  }

  void form() {
    cluster.join(cluster.selfAddress());
  }

  /** The other members. */
  public Set<NodeAddress> fellows() {
    return members()
        .map(Member::uniqueAddress)
        .filter(address -> !address.equals(cluster.selfUniqueAddress()))
        .map(Membership::nodeAddress)
        .collect(Collectors.toSet());
  }

  boolean isOldest() {
    return members().noneMatch(member -> member.isOlderThan(cluster.selfMember()));
  }

  private Stream<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false);
  }

  private static NodeAddress nodeAddress(UniqueAddress unique) {
    Address address = unique.address();
    return new NodeAddress(
        address.getHost().orElseThrow(), address.getPort().orElseThrow(), unique.longUid());
  }

  /** Pekko wants IPv6 in brackets. */
  private static String written(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
