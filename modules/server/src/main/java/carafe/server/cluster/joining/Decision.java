package carafe.server.cluster.joining;

import carafe.server.settings.Settings.HostAndPort;
import java.util.List;
import java.util.Set;

/** What a node that is in no cluster is to do now. */
public sealed interface Decision {
  /** Ask these, none of which is the node itself, to be let in. */
  record Join(Set<HostAndPort> through) implements Decision {
    public Join {
      through = Set.copyOf(through);
    }
  }

  /**
   * Be the first of a new cluster. Only whoever holds the formation lock alone, and held it when it
   * looked, may do so.
   *
   * @param dead ids of rows whose processes are gone for certain
   */
  record Form(List<Integer> dead) implements Decision {
    public Form {
      dead = List.copyOf(dead);
    }
  }

  /** Nobody lives, but another node is to be the first: keep nothing that is in its way. */
  record Defer(String why) implements Decision {}

  /** Look again later. */
  record Wait(String why) implements Decision {}

  /** End: by waiting it would not get better. */
  record Refuse(String why) implements Decision {}
}
