package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.CensusMessage.Ask;
import carafe.rooms.census.CensusMessage.Change;
import carafe.rooms.census.CensusMessage.Told;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** What is known of another node. Belongs to the census taker. */
final class Neighbour {
  private final ActorRef<CensusMessage> taker;
  private final Map<RoomAddress, Integer> counts = new HashMap<>();
  private long since;
  private long whole;
  private long heardAt;
  private boolean heard;

  Neighbour(ActorRef<CensusMessage> taker) {
    this.taker = taker;
  }

  void ask(ActorRef<CensusMessage> self) {
    taker.tell(new Ask(since, whole, self));
  }

  /**
   * Takes what it says, unless that is taken already.
   *
   * @return whether all is known now that there was to know
   */
  boolean take(Told told, long nanos) {
    if (told.since() != since) {
      return false;
    }
    if (told.afresh()) {
      counts.clear();
    }
    for (Change change : told.changes()) {
      if (change.count() > 0) {
        counts.put(change.room(), change.count());
      } else {
        counts.remove(change.room());
      }
    }
    since = told.upTo();
    whole = told.whole();
    if (!told.more()) {
      heard = true;
      heardAt = nanos;
    }
    return !told.more();
  }

  /** Whether what it last said is no older than this. */
  boolean isHeard(long nanos, Duration silenceMax) {
    return heard && nanos - heardAt <= silenceMax.toNanos();
  }

  /** Adds all counts to these. */
  void addTo(Map<RoomAddress, Integer> sums) {
    counts.forEach((room, count) -> sums.merge(room, count, Integer::sum));
  }
}
