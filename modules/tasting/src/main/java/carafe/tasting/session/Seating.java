package carafe.tasting.session;

import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import carafe.rules.session.Session;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.List;
import java.util.Optional;

/** How participants come to their seats and come back to them (PROTOCOL.md, 3). */
final class Seating {
  private final Shared shared;
  private final Roles roles;
  private final Snapshots snapshots;

  Seating(Shared shared, Roles roles, Snapshots snapshots) {
    this.shared = shared;
    this.roles = roles;
    this.snapshots = snapshots;
  }

  /** Why this connection may not even ask for a seat. */
  Optional<ErrorMessage> objection(FromClient.JoinSession message, Speaker by) {
    if (!message.code().isEmpty() && !message.code().equals(shared.code())) {
      return Optional.of(Refusals.otherCode());
    }
    return isHost(by) ? Optional.of(Refusals.hostCannotJoin()) : Optional.empty();
  }

  /** A join is decided and stored; whoever had the seat before sees where the session stands. */
  void joined(Group.Join join, Decision decision, Session session) {
    Speaker by = join.by();
    by.turn().done();
    switch (decision) {
      case Decision.Refused(var refusal) ->
          shared.telling().tell(by.link(), Refusals.of(refusal, session.phase(), join.message()));
      case Decision.Accepted(var events) ->
          join.seat(session)
              .filter(seat -> sit(by, seat, true, session))
              .ifPresent(
                  seat -> {
                    shared
                        .telling()
                        .tell(
                            by.link(),
                            new ToClient.ParticipantJoined(
                                seat.pseudonym(), join.message().token()));
                    if (events.stream().noneMatch(Event.ParticipantsJoined.class::isInstance)) {
                      snapshots.participant(by.link(), session, seat);
                    }
                  });
    }
  }

  /** The seat in the lobby that a token is about to bring this connection to. */
  Optional<Group.Return> comingBack(Session session, FromClient.RejoinSession message, Speaker by) {
    return session instanceof Session.Waiting waiting && !isHost(by)
        ? waiting
            .seats()
            .byToken(message.token())
            .filter(seat -> roles.hasPlace(by.link(), seat))
            .map(seat -> new Group.Return(by.link(), seat))
        : Optional.empty();
  }

  /**
   * Back to a seat by its token, in any phase.
   *
   * @param known the seat that the token opened before what waits in the group: a join may have
   *     renewed the token since
   */
  Reaction rejoin(
      Group.Flushed flushed, FromClient.RejoinSession message, Speaker by, Optional<Seat> known) {
    Seats seats = flushed.session().seated();
    Optional<Seat> found =
        seats.byToken(message.token()).or(() -> known.map(Seat::participant).flatMap(seats::of));
    if (found.isEmpty()) {
      return shared.telling().refusal(by, Refusals.invalidToken());
    }
    if (isHost(by)) {
      return shared.telling().refusal(by, Refusals.hostCannotJoin());
    }
    Seat seat = found.get();
    if (!roles.hasPlace(by.link(), seat)) {
      // before a seat is given up for this one
      return shared.telling().refusal(by, Refusals.tooManyConnections());
    }
    return new Reaction(
        givenUp(flushed, seat, by),
        after -> {
          by.turn().done();
          if (sit(by, seat, false, after)) {
            snapshots.participant(by.link(), after, seat);
          }
        });
  }

  /** The seat that this connection's own queued join made, and that nobody needs now. */
  private List<Event> givenUp(Group.Flushed flushed, Seat wanted, Speaker by) {
    return flushed
        .joined(by.link())
        .map(Seat::participant)
        .or(() -> joinedHere(by))
        .filter(joined -> !joined.equals(wanted.participant()))
        .filter(joined -> shared.presence().linksOf(joined).stream().allMatch(by.link()::equals))
        .map(joined -> new Command.GiveUpSeat(joined, Optional.of(wanted.participant()), by.at()))
        .map(command -> Reaction.events(Session.decide(flushed.session(), command)))
        .orElseGet(List::of);
  }

  private Optional<ParticipantId> joinedHere(Speaker by) {
    return shared.presence().role(by.link()) instanceof Role.Player(var participant, var joinedHere)
            && joinedHere
        ? Optional.of(participant)
        : Optional.empty();
  }

  private boolean isHost(Speaker by) {
    return shared.presence().role(by.link()) instanceof Role.Host;
  }

  /** A connection comes to a seat; false when it could not, and was told. */
  private boolean sit(Speaker by, Seat seat, boolean joinedHere, Session session) {
    if (roles.player(by.link(), seat, joinedHere, session)) {
      return true;
    }
    if (!shared.presence().isConnected(seat.participant())) {
      // the connection is gone since: the seat is as if just left
      shared.presence().lingers(seat, shared.now().plus(shared.settings().leaveAfterDrop()));
    }
    return false;
  }
}
