package carafe.rooms.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What becomes of things a relay told a room that went away without handling them (DESIGN.md, "a
 * room moves"). They may have been dealt with all the same, so only what does no harm twice is said
 * again.
 *
 * @param again in the order it was said
 * @param refused to be answered with UNAVAILABLE
 * @param superseded a newer message of the same name makes it unnecessary: nothing is said of it
 */
record Salvage(List<Said> again, List<Said.Speaking> refused, List<Said.Speaking> superseded) {
  private record Name(Peer peer, String name) {}

  static Salvage of(List<Said> unhandled, Predicate<Said.Speaking> tooOld) {
    Deque<Said> again = new ArrayDeque<>();
    Deque<Said.Speaking> refused = new ArrayDeque<>();
    List<Said.Speaking> superseded = new ArrayList<>();
    Set<Name> newest = new HashSet<>();
    for (Said said : unhandled.reversed()) {
      switch (said) {
        case Said.OfPeer ofPeer when ofPeer.peer().forgotten -> {}
        case Said.Opening opening when opening.peer().welcomed -> {} // it returns
        case Said.Opening opening -> again.addFirst(opening);
        case Said.Speaking speaking -> {
          Optional<String> name = speaking.message().repeatable();
          if (name.isPresent() && !newest.add(new Name(speaking.peer(), name.get()))) {
            superseded.add(speaking);
          } else if (name.isEmpty() || tooOld.test(speaking)) {
            refused.addFirst(speaking);
          } else {
            again.addFirst(speaking);
          }
        }
        // The next incarnation is told afresh who is there and who is silent.
        case Said.Closing _, Said.Returning _, Said.Silence _ -> {}
      }
    }
    return new Salvage(List.copyOf(again), List.copyOf(refused), superseded);
  }
}
