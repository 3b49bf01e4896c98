package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.CensusMessage.Ask;
import carafe.rooms.census.CensusMessage.Change;
import carafe.rooms.census.CensusMessage.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The counts of this node with the version at which each last changed, so that others need to be
 * told changes only. Not thread-safe.
 *
 * <p>Rooms that are gone stay in it for a while, with a count of 0, to tell that they are. Whoever
 * asks so late that some of these are forgotten is told everything afresh.
 */
final class Ledger {
  private record Entry(int count, long version) {}

  private record Gone(RoomAddress room, long version) {}

  private final int goneMax;
  private final Map<RoomAddress, Entry> entries = new HashMap<>();
  private final TreeMap<Long, RoomAddress> byVersion = new TreeMap<>();
  private final Queue<Gone> gone = new ArrayDeque<>();
  private long version;

  /** Version of the newest room that is gone and forgotten. */
  private long forgotten;

  Ledger(int goneMax) {
    this.goneMax = goneMax;
  }

  /** Notes what has changed. */
  void update(Map<RoomAddress, Integer> live) {
    live.forEach(this::note);
    List<RoomAddress> left = new ArrayList<>();
    entries.forEach(
        (room, entry) -> {
          if (entry.count > 0 && !live.containsKey(room)) {
            left.add(room);
          }
        });
    left.forEach(room -> note(room, 0));
    while (gone.size() > goneMax) {
      forget(gone.remove());
    }
  }

  private void note(RoomAddress room, int count) {
    Entry before = entries.get(room);
    if (before != null && before.count == count) {
      return;
    }
    if (before != null) {
      byVersion.remove(before.version);
    }
    version++;
    entries.put(room, new Entry(count, version));
    byVersion.put(version, room);
    if (count == 0) {
      gone.add(new Gone(room, version));
    }
  }

  private void forget(Gone oldest) {
    Entry entry = entries.get(oldest.room);
    if (entry != null && entry.version == oldest.version) {
      entries.remove(oldest.room);
      byVersion.remove(oldest.version);
      forgotten = oldest.version;
    }
  }

  /** Grows with every change. */
  long version() {
    return version;
  }

  /** Adds all counts to these. */
  void addTo(Map<RoomAddress, Integer> sums) {
    entries.forEach(
        (room, entry) -> {
          if (entry.count > 0) {
            sums.merge(room, entry.count, Integer::sum);
          }
        });
  }

  /** Answers with as many changes at most. */
  Told answer(Ask ask, int roomsAtOnce, ActorRef<CensusMessage> self) {
    boolean afresh = ask.whole() < forgotten;
    long upTo = afresh ? 0 : ask.since();
    List<Change> changes = new ArrayList<>();
    for (Map.Entry<Long, RoomAddress> changed : byVersion.tailMap(upTo, false).entrySet()) {
      if (changes.size() == roomsAtOnce) {
        break;
      }
      RoomAddress room = changed.getValue();
      changes.add(new Change(room, entries.getOrDefault(room, new Entry(0, 0)).count));
      upTo = changed.getKey();
    }
    boolean more = byVersion.higherKey(upTo) != null;
    long whole = afresh ? version : more ? ask.whole() : upTo;
    return new Told(self, ask.since(), afresh, changes, upTo, whole, more);
  }
}
