package carafe.rooms.api;

import carafe.rooms.address.RoomAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** All parties of the cluster, as a room reaches them. */
public interface Parties {
  /** Their names. */
  Set<String> names();

  /**
   * @throws IllegalArgumentException when there is none of that name; it names those there are
   */
  Rooms get(String party);

  /**
   * How many live connections every room of the cluster has that has any, as known to all nodes
   * within about the last second; those of a node that died are left out within 15 s. Rooms of an
   * {@link Unlisted} party, as the game's {@code host} is one, are counted together as {@code *}.
   */
  CompletionStage<Map<RoomAddress, Integer>> liveConnections();

  /** The rooms of one party. */
  interface Rooms {
    /**
     * @throws IllegalArgumentException when it is no id of a room of this party; it says why
     */
    RemoteRoom get(String id);
  }
}
