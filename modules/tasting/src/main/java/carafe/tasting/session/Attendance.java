package carafe.tasting.session;

import carafe.rooms.frame.CloseCodes;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Connections as they come and go, and what that means for who is here. */
final class Attendance {
  private final SessionSettings settings;
  private final Clock clock;
  private final Audience audience;
  private final Presence presence;
  private final Telling telling;

  Attendance(
      SessionSettings settings,
      Clock clock,
      Audience audience,
      Presence presence,
      Telling telling) {
    this.settings = settings;
    this.clock = clock;
    this.audience = audience;
    this.presence = presence;
    this.telling = telling;
  }

  void opened(Session session, ToRoom.Opened opened) {
    Turn turn = audience.turn(opened);
    Link link = audience.opened(opened);
    turn.done();
    telling.welcome(link, session);
  }

  /** Connections of a former incarnation of the room, with the roles they had there. */
  void returned(Session session, ToRoom.Returned returned) {
    Turn turn = audience.turn(returned);
    int number = session.created().map(tasting -> tasting.number()).orElse(0);
    for (Link link : audience.returned(returned)) {
      audience
          .member(link)
          .ifPresent(member -> resume(session, link, Role.fromState(member.state(), number)));
    }
    turn.done();
  }

  private void resume(Session session, Link link, Role role) {
    switch (role) {
      case Role.Visitor _ -> {}
      case Role.Host _ -> presence.host(link);
      case Role.Watcher _ -> presence.watcher(link);
      case Role.Player(var participant, var joinedHere) ->
          session
              .seated()
              .of(participant)
              .ifPresent(seat -> presence.player(link, seat, joinedHere));
    }
  }

  void silent(ToRoom.Silent silent) {
    audience.turn(silent).done();
    audience.silent(silent);
  }

  /** A client that said goodbye leaves the lobby sooner than one that was lost. */
  void closed(ToRoom.Closed closed) {
    audience.turn(closed).done();
    boolean goodbye = closed.code() == CloseCodes.NORMAL;
    leave(
        List.of(audience.closed(closed)),
        goodbye ? settings.leaveAfterGoodbye() : settings.leaveAfterDrop());
  }

  void gone(ActorRef<ToRelay> relay) {
    leave(audience.gone(relay), settings.leaveAfterDrop());
  }

  private void leave(List<Link> links, Duration patience) {
    for (Link link : links) {
      presence.leave(link, clock.instant().plus(patience));
    }
  }
}
