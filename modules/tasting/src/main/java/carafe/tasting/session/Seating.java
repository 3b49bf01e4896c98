package carafe.tasting.session;

import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.identity.Hash;
import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Event;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.tasting.secret.Secrets;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How participants come to their seats and come back to them (PROTOCOL.md, 3). */
final class Seating {
  private final String code;
  private final SessionSettings settings;
  private final Chance chance;
  private final Audience audience;
  private final Presence presence;
  private final Places places;
  private final Telling telling;
  private final Replies replies;

  Seating(
      String code,
      SessionSettings settings,
      Chance chance,
      Audience audience,
      Presence presence,
      Places places,
      Telling telling,
      Replies replies) {
    this.code = code;
    this.settings = settings;
    this.chance = chance;
    this.audience = audience;
    this.presence = presence;
    this.places = places;
    this.telling = telling;
    this.replies = replies;
  }

  /** Why this connection may not even ask for a seat. */
  Optional<ErrorMessage> objection(FromClient.JoinSession message, Link link) {
    if (!message.code().isEmpty() && !message.code().equals(code)) {
      return Optional.of(Refusals.otherCode());
    }
    return presence.role(link) instanceof Role.Host
        ? Optional.of(Refusals.hostCannotJoin())
        : Optional.empty();
  }

  /**
   * What waits in the group for a join.
   *
   * @param connection hash of the id of the connection that asks
   * @param ahead how many joins wait before it
   */
  Group.Joining join(
      Session session,
      FromClient.JoinSession message,
      Link link,
      Hash connection,
      Turn turn,
      int ahead,
      Instant at) {
    boolean full =
        session
            .created()
            .filter(tasting -> session.seated().size() + ahead >= tasting.capacity())
            .isPresent();
    return new Group.Joining(
        new Command.Join(
            chance.participant(),
            Secrets.token(message.token()),
            connection,
            chance.seed(),
            full ? presence.longestAbsent(ahead + 1) : List.of(),
            at),
        link,
        turn,
        message.token());
  }

  /** A join is decided and stored. */
  void joined(Group.Joining joining, Decision decision, Session after, Instant now) {
    Link link = joining.link();
    joining.turn().done();
    switch (decision) {
      case Decision.Refused(var refusal) ->
          telling.tell(link, Refusals.of(refusal, after.phase(), "join_session"));
      case Decision.Accepted _ ->
          after
              .seated()
              .byConnection(joining.command().connection())
              .filter(seat -> take(link, seat, true, after, now))
              .ifPresent(
                  seat ->
                      telling.tell(
                          link, new ToClient.ParticipantJoined(seat.pseudonym(), joining.token())));
    }
  }

  /** Back to a seat by its token, in any phase. */
  Reaction rejoin(
      Session session, FromClient.RejoinSession message, Link link, Turn turn, Instant at) {
    Optional<Seat> found = session.seated().byToken(message.token());
    if (found.isEmpty()) {
      return replies.refused(turn, link, Refusals.invalidToken());
    }
    if (presence.role(link) instanceof Role.Host) {
      return replies.refused(turn, link, Refusals.hostCannotJoin());
    }
    Seat seat = found.get();
    return new Reaction(
        givenUp(session, link, seat, at),
        after -> {
          turn.done();
          if (take(link, seat, false, after, at)) {
            telling.participantSnapshot(link, after, seat, at);
          }
        });
  }

  /** The seat that this connection's own queued join made, and that nobody needs now. */
  private List<Event> givenUp(Session session, Link link, Seat wanted, Instant at) {
    if (presence.role(link) instanceof Role.Player(var joined, var joinedHere)
        && joinedHere
        && !joined.equals(wanted.participant())
        && presence.linksOf(joined).size() == 1
        && Session.decide(session, new Command.GiveUpSeat(joined, at))
            instanceof Decision.Accepted(var events)) {
      return events;
    }
    return List.of();
  }

  /** A connection comes to a seat; false when it could not, and was told. */
  private boolean take(Link link, Seat seat, boolean joinedHere, Session after, Instant now) {
    if (audience.member(link).isEmpty()) {
      // it closed while its join was stored: the seat is as if just left
      if (!presence.isConnected(seat.participant())) {
        presence.lingers(seat, now.plus(settings.leaveAfterDrop()));
      }
      return false;
    }
    if (!places.admit(link, presence.linksOf(seat.participant()), now)) {
      telling.tell(link, Refusals.tooManyConnections());
      return false;
    }
    if (!presence.linksOf(seat.participant()).contains(link)) {
      presence.leave(link, now.plus(settings.leaveAfterGoodbye()));
    }
    presence.player(link, seat, joinedHere);
    after.created().ifPresent(t -> audience.keep(link, presence.role(link).toState(t.number())));
    return true;
  }
}
