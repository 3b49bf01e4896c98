package carafe.tasting.session;

import carafe.rooms.frame.CloseCodes;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Connections as they come and go, and what that means for who is here. */
final class Attendance {
  private static final String TIMER = "presence";

  private final Shared shared;
  private final TimerScheduler<RoomMessage> timers;
  private final Roles roles;
  private final Snapshots snapshots;
  private Optional<Instant> timerAt = Optional.empty();

  Attendance(Shared shared, TimerScheduler<RoomMessage> timers, Roles roles, Snapshots snapshots) {
    this.shared = shared;
    this.timers = timers;
    this.roles = roles;
    this.snapshots = snapshots;
  }

  /** Nobody was seen leaving while the room was down: all count as present for a while. */
  void recovered(Session session) {
    if (session instanceof Session.Waiting waiting) {
      Instant until = shared.now().plus(shared.settings().leaveAfterDrop());
      for (Seat seat : waiting.seats().inOrder()) {
        shared.presence().lingers(seat, until);
      }
    }
  }

  void opened(Session session, ToRoom.Opened opened) {
    Turn turn = shared.audience().turn(opened);
    Link link = shared.audience().opened(opened);
    shared.presence().visitor(link, shared.now());
    turn.done();
    snapshots.visitor(link, session);
  }

  /**
   * Connections of a former incarnation, with the roles they had there. They may have missed what
   * it stored last: each sees where the session stands.
   */
  void returned(Session session, ToRoom.Returned returned) {
    Turn turn = shared.audience().turn(returned);
    List<Link> links = shared.audience().returned(returned);
    links.forEach(link -> roles.restore(link, session));
    links.forEach(link -> show(link, session));
    turn.done();
  }

  private void show(Link link, Session session) {
    switch (shared.presence().role(link)) {
      case Role.Visitor _ -> snapshots.visitor(link, session);
      case Role.Watcher _ -> snapshots.watcher(link, session);
      case Role.Host _ ->
          session.created().ifPresent(tasting -> snapshots.host(link, session, tasting));
      case Role.Player(var participant, _) ->
          session
              .seated()
              .of(participant)
              .ifPresent(seat -> snapshots.participant(link, session, seat));
    }
  }

  void silent(ToRoom.Silent silent) {
    shared.audience().turn(silent).done();
    shared.audience().silent(silent);
  }

  /** A client that said goodbye leaves the lobby sooner than one that was lost. */
  void closed(ToRoom.Closed closed) {
    shared.audience().turn(closed).done();
    boolean goodbye = closed.code() == CloseCodes.NORMAL;
    leave(
        List.of(shared.audience().closed(closed)),
        goodbye ? shared.settings().leaveAfterGoodbye() : shared.settings().leaveAfterDrop());
  }

  void gone(ActorRef<ToRelay> relay) {
    leave(shared.audience().gone(relay), shared.settings().leaveAfterDrop());
  }

  private void leave(List<Link> links, Duration patience) {
    Instant until = shared.now().plus(patience);
    links.forEach(link -> shared.presence().leave(link, until));
  }

  /** Somebody may have gone: looks again when the next of those who did has been gone enough. */
  void follow() {
    Optional<Instant> next = shared.presence().nextLeave();
    if (next.isPresent() && timerAt.filter(at -> !next.get().isBefore(at)).isEmpty()) {
      timerAt = next;
      Duration in = Duration.between(shared.now(), next.get());
      timers.startSingleTimer(TIMER, new Note.PresenceDue(), in.isNegative() ? Duration.ZERO : in);
    }
  }

  void due() {
    timerAt = Optional.empty();
    shared.presence().lapse(shared.now());
  }
}
