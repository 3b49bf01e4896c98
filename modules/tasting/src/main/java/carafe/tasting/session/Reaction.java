package carafe.tasting.session;

import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a message comes to: events to store, and what its sender is told once they are.
 *
 * @param then gets the session with these events
 */
record Reaction(List<Event> events, Consumer<Session> then) {
  private static final Reaction NOTHING = new Reaction(List.of(), _ -> {});

  Reaction {
    events = List.copyOf(events);
  }

  static Reaction nothing() {
    return NOTHING;
  }

  /** Stores nothing. */
  static Reaction tell(Consumer<Session> then) {
    return new Reaction(List.of(), then);
  }

  /** Stores only; nobody asked for it. */
  static Reaction store(List<Event> events) {
    return new Reaction(events, _ -> {});
  }

  /** What a decision stores: nothing, when it refuses. */
  static List<Event> events(Decision decision) {
    return switch (decision) {
      case Decision.Accepted(var events) -> events;
      case Decision.Refused _ -> List.of();
    };
  }
}
