package carafe.server.management;

import carafe.server.cluster.registry.NodeAddress;

/** What may happen to a member of the cluster. */
sealed interface MemberChange {
  /** Whether it happened to this one. */
  default boolean isOf(NodeAddress node) {
    return switch (this) {
      case Joined it -> it.node().equals(node);
      case Up it -> it.node().equals(node);
      case Unreachable it -> it.node().equals(node);
      case Reachable it -> it.node().equals(node);
      case Leaving it -> it.node().equals(node);
      case Exiting it -> it.node().equals(node);
      case Downed it -> it.node().equals(node);
      case Removed it -> it.node().equals(node);
      case Leads it -> it.address().equals(node.display());
    };
  }

  record Joined(NodeAddress node, String version) implements MemberChange {}

  /**
   * @param upNumber smaller for those who came up earlier
   */
  record Up(NodeAddress node, String version, int upNumber) implements MemberChange {}

  record Unreachable(NodeAddress node) implements MemberChange {}

  record Reachable(NodeAddress node) implements MemberChange {}

  record Leaving(NodeAddress node) implements MemberChange {}

  /** It has left, and goes. */
  record Exiting(NodeAddress node) implements MemberChange {}

  /** It was given up. */
  record Downed(NodeAddress node) implements MemberChange {}

  record Removed(NodeAddress node) implements MemberChange {}

  /**
   * Somebody else leads now.
   *
   * @param address {@code host:port}: more is not said
   */
  record Leads(String address) implements MemberChange {}
}
