package carafe.tasting.session;

import carafe.rooms.room.Link;
import carafe.rules.identity.Hash;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Batch;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import carafe.rules.session.Session;
import carafe.tasting.secret.Secrets;
import carafe.tasting.wire.FromClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins and answers that wait to be decided and journaled together (STACK.md, Journal). Nothing is
 * decided when they arrive. It lives beside the state, so that no snapshot holds it.
 */
final class Group {
  /** One of those that wait. */
  sealed interface Entry {
    Speaker by();
  }

  record Join(FromClient.JoinSession message, Speaker by) implements Entry {
    private Hash token() {
      return Secrets.token(message.token());
    }

    /** The seat that it led to. */
    Optional<Seat> seat(Session session) {
      Seats seats = session.seated();
      return seats.byToken(token()).or(() -> seats.byConnection(by.connection()));
    }
  }

  record Answer(ParticipantId participant, FromClient.SubmitAnswer message, Speaker by)
      implements Entry {
    Command.SubmitAnswer command() {
      return new Command.SubmitAnswer(participant, message.question(), message.option(), by.at());
    }
  }

  /** A connection comes back to a seat right behind all that waits. */
  record Return(Link link, Seat seat) {
    /**
     * The connection whose seat a join is for. One that has no seat, and says in the same breath
     * which one it comes back to, joins for that one: it takes no other, and needs none.
     */
    private static Hash joining(Join join, Optional<Return> back, Session session) {
      Hash own = join.by().connection();
      return back.filter(r -> r.link().equals(join.by().link()))
          .filter(_ -> session.seated().byConnection(own).isEmpty())
          .map(r -> r.seat().connection())
          .orElse(own);
    }
  }

  /** An entry and what came of it. */
  record Decided(Entry entry, Decision decision) {}

  /**
   * What the group came to.
   *
   * @param session the session with all its events
   */
  record Flushed(List<Decided> decided, List<Event> events, Session session) {
    /** The same, with the state that the room keeps in place of an equal one. */
    Flushed keeping(Session kept) {
      return new Flushed(decided, events, kept);
    }

    /** The seat that a join of this connection, if one was in the group, has led to. */
    Optional<Seat> joined(Link link) {
      return decided.stream()
          .filter(one -> one.decision() instanceof Decision.Accepted)
          .flatMap(one -> one.entry() instanceof Join join ? Stream.of(join) : Stream.empty())
          .filter(join -> join.by().link().equals(link))
          .reduce((_, last) -> last)
          .flatMap(join -> join.seat(session));
    }
  }

  private final Shared shared;

  // Anew for each group: an idle room has no place for the largest that there was.
  private List<Entry> entries = new ArrayList<>();
  private Set<Link> speaking = new HashSet<>();
  private Set<Link> joining = new HashSet<>();

  Group(Shared shared) {
    this.shared = shared;
  }

  void add(Entry entry) {
    entries.add(entry);
    speaking.add(entry.by().link());
    if (entry instanceof Join) {
      joining.add(entry.by().link());
    }
  }

  int size() {
    return entries.size();
  }

  /** Whether something of this connection waits. */
  boolean hasSomethingFrom(Link link) {
    return speaking.contains(link);
  }

  boolean hasJoinFrom(Link link) {
    return joining.contains(link);
  }

  /**
   * Decides all in the order they came, and is empty again.
   *
   * @param back who comes back to a seat behind all this
   */
  Flushed flush(Session session, Optional<Return> back) {
    if (entries.isEmpty()) {
      return new Flushed(List.of(), List.of(), session);
    }
    List<ParticipantId> absent = dispensable(session, back);
    List<Entry> all = entries;
    entries = new ArrayList<>();
    speaking = new HashSet<>();
    joining = new HashSet<>();
    Batch batch =
        Batch.decide(
            session, all.stream().map(entry -> command(entry, absent, back, session)).toList());
    List<Decided> decided = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      decided.add(new Decided(all.get(i), batch.decisions().get(i)));
    }
    return new Flushed(decided, batch.events(), batch.session());
  }

  private Command command(
      Entry entry, List<ParticipantId> absent, Optional<Return> back, Session session) {
    return switch (entry) {
      case Answer answer -> answer.command();
      case Join join ->
          new Command.Join(
              shared.chance().participant(),
              join.token(),
              Return.joining(join, back, session),
              shared.chance().seed(),
              absent,
              join.by().at());
    };
  }

  /**
   * Seats of absent people that may be given to newcomers: none while there are free ones, and
   * never that of somebody who comes back to it in this group, or right behind it.
   */
  private List<ParticipantId> dispensable(Session session, Optional<Return> back) {
    int wanted = joining.size();
    boolean full =
        session
            .created()
            .filter(tasting -> session.seated().size() + wanted > tasting.capacity())
            .isPresent();
    if (!full) {
      return List.of();
    }
    Set<ParticipantId> returning =
        Stream.concat(
                back.map(Return::seat).stream(),
                entries.stream()
                    .flatMap(entry -> entry instanceof Join join ? Stream.of(join) : Stream.empty())
                    .flatMap(join -> join.seat(session).stream()))
            .map(Seat::participant)
            .collect(Collectors.toSet());
    return shared.presence().longestAbsent(wanted + returning.size()).stream()
        .filter(participant -> !returning.contains(participant))
        .limit(wanted)
        .toList();
  }
}
