package carafe.tasting.session;

import carafe.rooms.frame.CloseCodes;
import carafe.rooms.message.Member;
import carafe.rooms.room.Link;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.tasting.wire.Refusals;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Gives connections their roles in the session, and has each kept with its connection, so that it
 * survives a move of the room.
 */
final class Roles {
  private final Shared shared;
  private final Places places;

  Roles(Shared shared) {
    this.shared = shared;
    this.places = new Places(shared.audience(), shared.settings().connectionsPerPersonMax());
  }

  /** The connection leads the session from now on; false when it may not, and was told. */
  boolean host(Link link, Session session) {
    if (!admit(link, shared.presence().hosts(), session)) {
      return false;
    }
    shared.presence().host(link, goodbye());
    keep(link, session);
    return true;
  }

  /**
   * The connection has the seat from now on; false when it may not, and was told.
   *
   * @param joinedHere whether it took the seat, rather than coming back to it
   */
  boolean player(Link link, Seat seat, boolean joinedHere, Session session) {
    if (!admit(link, shared.presence().linksOf(seat.participant()), session)) {
      return false;
    }
    shared.presence().player(link, seat, joinedHere, goodbye());
    keep(link, session);
    return true;
  }

  /** Whether the connection could have the seat, if need be in place of one that is dispensable. */
  boolean hasPlace(Link link, Seat seat) {
    Collection<Link> there = shared.presence().linksOf(seat.participant());
    return there.contains(link)
        || places.areFree(there)
        || places.dispensable(link, there).isPresent();
  }

  void watcher(Link link, Session session) {
    if (shared.presence().role(link) instanceof Role.Watcher) {
      return;
    }
    shared.presence().watcher(link, goodbye());
    keep(link, session);
  }

  /** Makes room, when there is none, at the cost of a connection that is not needed. */
  private boolean admit(Link link, Collection<Link> there, Session session) {
    if (shared.audience().member(link).isEmpty()) {
      return false;
    }
    if (there.contains(link) || places.areFree(there)) {
      return true;
    }
    Optional<Link> old = places.dispensable(link, there);
    old.ifPresentOrElse(
        replaced -> {
          shared.presence().visitor(replaced, goodbye());
          keep(replaced, session);
          shared.audience().close(replaced, CloseCodes.NORMAL, "replaced by a newer connection");
        },
        () -> shared.telling().tell(link, Refusals.tooManyConnections()));
    return old.isPresent();
  }

  /** A connection of a former incarnation of the room has the role again that it had there. */
  Role restore(Link link, Session session) {
    Role kept =
        shared
            .audience()
            .member(link)
            .map(Member::state)
            .map(state -> Role.fromState(state, Shared.number(session)))
            .orElseGet(Role.Visitor::new);
    switch (kept) {
      case Role.Visitor _ -> shared.presence().visitor(link, goodbye());
      case Role.Host _ -> shared.presence().host(link, goodbye());
      case Role.Watcher _ -> shared.presence().watcher(link, goodbye());
      case Role.Player(var participant, var joinedHere) ->
          session
              .seated()
              .of(participant)
              .ifPresentOrElse(
                  seat -> shared.presence().player(link, seat, joinedHere, goodbye()),
                  () -> shared.presence().visitor(link, goodbye()));
    }
    return shared.presence().role(link);
  }

  /** The seat is no more; whoever had it is a visitor. */
  void givenUp(Seat seat) {
    for (Link link : shared.presence().givenUp(seat)) {
      forget(link);
    }
  }

  /**
   * A session begins. Roles belong to one session; but whoever watched the code before its first
   * one was created goes on watching.
   */
  void begin(int number) {
    if (number == 1) {
      for (Link link : shared.presence().watchers()) {
        shared.audience().keep(link, new Role.Watcher().toState(number));
      }
    } else {
      shared.presence().reset().forEach(this::forget);
    }
  }

  private void keep(Link link, Session session) {
    shared.audience().keep(link, shared.presence().role(link).toState(Shared.number(session)));
  }

  private void forget(Link link) {
    shared.audience().keep(link, new Role.Visitor().toState(0));
  }

  /** Who takes another role leaves the lobby like somebody who said goodbye. */
  private Instant goodbye() {
    return shared.now().plus(shared.settings().leaveAfterGoodbye());
  }
}
