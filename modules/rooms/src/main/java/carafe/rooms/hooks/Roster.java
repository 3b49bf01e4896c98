package carafe.rooms.hooks;

import carafe.rooms.room.Link;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of a room, found by their links, ids and tags. */
final class Roster {
  /** Oldest first. */
  private final Map<Link, RoomConnection> byLink = new LinkedHashMap<>();

  /** Newest first. */
  private final Map<String, Deque<RoomConnection>> byId = new HashMap<>();

  /** Oldest first. */
  private final Map<String, Set<RoomConnection>> byTag = new HashMap<>();

  void add(RoomConnection connection) {
    byLink.put(connection.link(), connection);
    byId.computeIfAbsent(connection.id(), _ -> new ArrayDeque<>(1)).addFirst(connection);
    tag(connection);
  }

  /** It has its tags now. */
  void tag(RoomConnection connection) {
    for (String tag : connection.tags()) {
      byTag.computeIfAbsent(tag, _ -> new LinkedHashSet<>()).add(connection);
    }
  }

  @Nullable RoomConnection remove(Link link) {
    RoomConnection connection = byLink.remove(link);
    if (connection != null) {
      byId.computeIfPresent(
          connection.id(), (_, all) -> all.remove(connection) && all.isEmpty() ? null : all);
      for (String tag : connection.tags()) {
        byTag.computeIfPresent(
            tag, (_, all) -> all.remove(connection) && all.isEmpty() ? null : all);
      }
    }
    return connection;
  }

  @Nullable RoomConnection get(Link link) {
    return byLink.get(link);
  }

  Optional<RoomConnection> newest(String id) {
    return Optional.ofNullable(byId.get(id)).map(Deque::getFirst);
  }

  Collection<RoomConnection> withId(String id) {
    return byId.getOrDefault(id, new ArrayDeque<>(0));
  }

  List<RoomConnection> all() {
    return List.copyOf(byLink.values());
  }

  List<RoomConnection> withTag(String tag) {
    return List.copyOf(byTag.getOrDefault(tag, Collections.emptySet()));
  }

  int size() {
    return byLink.size();
  }
}
