package carafe.tasting.session;

import carafe.rooms.collect.ByNumber;
import carafe.rooms.room.Link;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who is here: the role of every connection, and which seats count as present. Presence is not in
 * the journal. Belongs to the session's actor; not thread-safe.
 */
final class Presence {
  /** A seat with connections; nearly always one, and few at most. */
  private record Place(Seat seat, Link first, List<Link> others) {
    /**
     * @param links one at least
     */
    static Place of(Seat seat, List<Link> links) {
      return new Place(seat, links.getFirst(), List.copyOf(links.subList(1, links.size())));
    }

    List<Link> links() {
      return others.isEmpty()
          ? List.of(first)
          : Stream.concat(Stream.of(first), others.stream()).toList();
    }

    Place with(Link link) {
      return links().contains(link)
          ? this
          : of(seat, Stream.concat(links().stream(), Stream.of(link)).toList());
    }

    List<Link> linksWithout(Link link) {
      return links().stream().filter(other -> !other.equals(link)).toList();
    }
  }

  /** A seat without connections, present until this instant unless somebody comes back to it. */
  private record Leave(Instant at, Seat seat) {}

  private final ByLink<Role> roles = new ByLink<>();

  // Of these there are few at a time, in a node of thousands of rooms.
  private final Set<Link> visitors = LinkedHashSet.newLinkedHashSet(1);
  private final Set<Link> hosts = LinkedHashSet.newLinkedHashSet(1);
  private final Set<Link> watchers = LinkedHashSet.newLinkedHashSet(1);

  private final Map<ParticipantId, Place> places = new HashMap<>();

  private final ByNumber<Seat> present = new ByNumber<>();
  private final Map<ParticipantId, Leave> leaving = new HashMap<>();
  private final PriorityQueue<Leave> leaves =
      new PriorityQueue<>(1, Comparator.comparing(Leave::at));
  private final LinkedHashMap<ParticipantId, Seat> absent = new LinkedHashMap<>();
  private long changes;

  // --- connections: whoever takes another role leaves the one before; when nobody else has its
  // seat then, that counts as present until a given instant ---

  Role role(Link link) {
    Role role = roles.get(link);
    return role == null ? new Role.Visitor() : role;
  }

  /** A connection that is new, or has no other role any more. */
  void visitor(Link link, Instant until) {
    leave(link, until);
    becomeVisitor(link);
  }

  void host(Link link, Instant until) {
    leave(link, until);
    roles.put(link, new Role.Host());
    hosts.add(link);
  }

  void watcher(Link link, Instant until) {
    leave(link, until);
    roles.put(link, new Role.Watcher());
    watchers.add(link);
  }

  /** A connection takes, or comes back to, a seat, which is present from now on. */
  void player(Link link, Seat seat, boolean joinedHere, Instant until) {
    ParticipantId participant = seat.participant();
    if (!linksOf(participant).contains(link)) {
      leave(link, until);
    }
    roles.put(link, new Role.Player(participant, joinedHere));
    Place place = places.get(participant);
    places.put(participant, place == null ? Place.of(seat, List.of(link)) : place.with(link));
    leaving.remove(participant);
    absent.remove(participant);
    if (present.put(seat.number(), seat) == null) {
      changes++;
    }
  }

  /** A connection is gone. */
  void leave(Link link, Instant until) {
    switch (roles.remove(link)) {
      case null -> {}
      case Role.Visitor _ -> visitors.remove(link);
      case Role.Host _ -> hosts.remove(link);
      case Role.Watcher _ -> watchers.remove(link);
      case Role.Player(var participant, _) -> {
        Place place = places.get(participant);
        if (place != null && place.links().contains(link)) {
          leave(place.seat(), place.linksWithout(link), until);
        }
      }
    }
  }

  private void leave(Seat seat, List<Link> stay, Instant until) {
    if (stay.isEmpty()) {
      places.remove(seat.participant());
      lingers(seat, until);
    } else {
      places.put(seat.participant(), Place.of(seat, stay));
    }
  }

  /** Connections without a role. */
  Collection<Link> visitors() {
    return Collections.unmodifiableSet(visitors);
  }

  Collection<Link> hosts() {
    return Collections.unmodifiableSet(hosts);
  }

  Collection<Link> watchers() {
    return Collections.unmodifiableSet(watchers);
  }

  Collection<Link> linksOf(ParticipantId participant) {
    Place place = places.get(participant);
    return place == null ? List.of() : place.links();
  }

  boolean isConnected(ParticipantId participant) {
    return places.containsKey(participant);
  }

  /** How many participants are connected. */
  int players() {
    return places.size();
  }

  boolean allPlayers(Predicate<ParticipantId> condition) {
    return places.keySet().stream().allMatch(condition);
  }

  void forEachPlayer(BiConsumer<ParticipantId, Collection<Link>> each) {
    places.forEach((participant, place) -> each.accept(participant, place.links()));
  }

  // --- seats ---

  /** Nobody is connected to the seat; it counts as present until then. */
  void lingers(Seat seat, Instant until) {
    absent.remove(seat.participant());
    if (present.put(seat.number(), seat) == null) {
      changes++;
    }
    Leave leave = new Leave(until, seat);
    leaving.put(seat.participant(), leave);
    leaves.add(leave);
  }

  /** When the next seat stops being present. */
  Optional<Instant> nextLeave() {
    while (!leaves.isEmpty() && isStale(leaves.element())) {
      leaves.remove();
    }
    return Optional.ofNullable(leaves.peek()).map(Leave::at);
  }

  /** Seats whose time has come are absent. */
  void lapse(Instant now) {
    while (nextLeave().filter(at -> !at.isAfter(now)).isPresent()) {
      Seat seat = leaves.remove().seat();
      leaving.remove(seat.participant());
      present.remove(seat.number());
      absent.put(seat.participant(), seat);
      changes++;
    }
  }

  // a newer leave of the same seat, or a return, has made it void
  @SuppressWarnings("ReferenceEquality")
  private boolean isStale(Leave leave) {
    return leaving.get(leave.seat().participant()) != leave;
  }

  /**
   * The seat is no more.
   *
   * @return those who had it, who are visitors now
   */
  List<Link> givenUp(Seat seat) {
    Place place = places.remove(seat.participant());
    List<Link> had = place == null ? List.of() : place.links();
    had.forEach(this::becomeVisitor);
    leaving.remove(seat.participant());
    absent.remove(seat.participant());
    if (present.remove(seat.number()) != null) {
      changes++;
    }
    return had;
  }

  private void becomeVisitor(Link link) {
    roles.put(link, new Role.Visitor());
    visitors.add(link);
  }

  int presentCount() {
    return present.size();
  }

  /** Names of those present in order of joining, at most so many. */
  List<String> presentNames(int max) {
    return present.stream().limit(max).map(Seat::pseudonym).toList();
  }

  /** Seats of people who are not there, longest absent first, at most so many. */
  List<ParticipantId> longestAbsent(int max) {
    return absent.keySet().stream().limit(max).toList();
  }

  /** Grows whenever somebody comes to be present or stops being so. */
  long changes() {
    return changes;
  }

  /**
   * Another session begins: nobody has a seat or a role in it.
   *
   * @return those who had one, who are visitors now
   */
  List<Link> reset() {
    List<Link> had = new ArrayList<>(hosts);
    had.addAll(watchers);
    places.values().forEach(place -> had.addAll(place.links()));
    had.forEach(this::becomeVisitor);
    hosts.clear();
    watchers.clear();
    places.clear();
    leaving.clear();
    leaves.clear();
    absent.clear();
    if (!present.isEmpty()) {
      present.clear();
      changes++;
    }
    return had;
  }
}
