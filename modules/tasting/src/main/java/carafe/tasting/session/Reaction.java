package carafe.tasting.session;

import carafe.rules.session.Event;
import carafe.rules.session.Session;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a message comes to: events to store, and what is told once they are.
 *
 * @param then gets the session with all events of this and later reactions of one persist
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
}
