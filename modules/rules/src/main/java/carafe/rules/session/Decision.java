package carafe.rules.session;

import java.util.List;

/** What the rules say to a command. */
public sealed interface Decision {
  /** Carried out; no events when it was so already (a repeated answer, a stale timer). */
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** Not carried out; nothing changes. */
  record Refused(Refusal refusal) implements Decision {}

  static Decision accept(Event... events) {
    return new Accepted(List.of(events));
  }

  static Decision nothing() {
    return new Accepted(List.of());
  }

  static Decision refuse(Refusal refusal) {
    return new Refused(refusal);
  }
}
