package carafe.tasting.session;

import carafe.rooms.collect.ByNumber;
import carafe.rooms.message.ToRelay;
import carafe.rooms.room.Link;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Something for each of a room's connections: by its relay, of which there are few, and there. */
final class ByLink<T> {
  private final Map<ActorRef<ToRelay>, ByNumber<T>> byRelay = HashMap.newHashMap(1);

  @Nullable T get(Link link) {
    ByNumber<T> there = byRelay.get(link.relay());
    return there == null ? null : there.get(link.connection());
  }

  void put(Link link, T thing) {
    byRelay.computeIfAbsent(link.relay(), _ -> new ByNumber<>()).put(link.connection(), thing);
  }

  /**
   * @return what the connection had, if anything
   */
  @Nullable T remove(Link link) {
    ByNumber<T> there = byRelay.get(link.relay());
    if (there == null) {
      return null;
    }
    T removed = there.remove(link.connection());
    if (there.isEmpty()) {
      byRelay.remove(link.relay());
    }
    return removed;
  }
}
