package carafe.tasting.session;

import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.session.Batch;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins and answers that wait to be decided and journaled together (STACK.md, Journal). Nothing is
 * decided when they arrive. It lives beside the state, so that no snapshot holds it.
 */
final class Group {
  /** One of those that wait. */
  sealed interface Entry {
    Command command();

    Link link();

    Turn turn();
  }

  /**
   * @param token what the participant is told once the seat is stored; a secret
   */
  record Joining(Command.Join command, Link link, Turn turn, String token) implements Entry {}

  record Answering(Command.SubmitAnswer command, Link link, Turn turn) implements Entry {}

  /** An entry and what came of it. */
  record Decided(Entry entry, Decision decision) {}

  /**
   * What the group came to.
   *
   * @param session the session with all its events
   */
  record Flushed(List<Decided> decided, List<Event> events, Session session) {}

  private List<Entry> entries = new ArrayList<>();
  private int joining;

  void add(Entry entry) {
    entries.add(entry);
    if (entry instanceof Joining) {
      joining++;
    }
  }

  int size() {
    return entries.size();
  }

  /** How many of them want a seat. */
  int joining() {
    return joining;
  }

  boolean hasJoinFrom(Link link) {
    return joining > 0
        && entries.stream().anyMatch(e -> e instanceof Joining && e.link().equals(link));
  }

  /** Decides all in the order they came, and is empty again. */
  Flushed flush(Session session) {
    if (entries.isEmpty()) {
      return new Flushed(List.of(), List.of(), session);
    }
    List<Entry> all = entries;
    entries = new ArrayList<>();
    joining = 0;
    Batch batch = Batch.decide(session, all.stream().map(Entry::command).toList());
    List<Decided> decided = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      decided.add(new Decided(all.get(i), batch.decisions().get(i)));
    }
    return new Flushed(decided, batch.events(), batch.session());
  }
}
