package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;

/** What a census taker is told on its own node. */
sealed interface Inner extends CensusMessage, NoSerializationVerificationNeeded {
  /** Asks all nodes and comes to what they say, or is known of them. */
  record Count(CompletableFuture<Map<RoomAddress, Integer>> counts) implements Inner {}

  /** Whoever has not answered yet is not waited for. */
  record CountedEnough(long round) implements Inner {}

  /** All takers of the cluster, this one too. */
  record Takers(Set<ActorRef<CensusMessage>> takers) implements Inner {}
}
