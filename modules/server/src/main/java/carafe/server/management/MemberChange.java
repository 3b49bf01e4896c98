package carafe.server.management;

import carafe.server.cluster.registry.NodeAddress;

/** What may happen to a member of the cluster. */
sealed interface MemberChange {
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
