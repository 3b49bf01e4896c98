package carafe.server.management;

import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.management.ReportMessage.Report;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as one node sees it at one moment.
 *
 * @param self the node that looks; not among the members as long as it has not joined
 * @param look what the database knows of nodes; empty when it did not say
 */
record Picture(NodeAddress self, String version, List<MemberView> members, Optional<Look> look) {
  Picture {
    members = List.copyOf(members);
  }

  /**
   * A member as the node sees it.
   *
   * @param upNumber order in which members came up, the oldest has the smallest; empty before
   * @param unreachableBy members that cannot reach it; none: it is reachable
   * @param report empty when it did not answer in time
   */
  record MemberView(
      NodeAddress address,
      String version,
      List<String> roles,
      String status,
      Optional<Integer> upNumber,
      boolean oldest,
      boolean leader,
      List<String> unreachableBy,
      Optional<Report> report) {
    MemberView {
      roles = List.copyOf(roles);
      unreachableBy = List.copyOf(unreachableBy);
    }
  }
}
