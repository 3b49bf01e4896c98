package carafe.tasting.session;

import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.wire.FromClient;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** How a host comes back to a session and leads it (PROTOCOL.md, 3 and 4). */
final class Hosting {
  /** Wrong host ids that are free while a code is kept for its next host; others are guesses. */
  private static final int FREE_MAX = 10;

  private final Shared shared;
  private final Roles roles;
  private final Snapshots snapshots;
  private final IndexKeeper index;
  private final HostCredentials credentials;
  private final SessionTimers timers;

  /** Until when the code is kept for the next host, and how often others' ids were free so far. */
  private Optional<Instant> reservation = Optional.empty();

  private int free;

  Hosting(
      Shared shared,
      Roles roles,
      Snapshots snapshots,
      IndexKeeper index,
      HostCredentials credentials,
      SessionTimers timers) {
    this.shared = shared;
    this.roles = roles;
    this.snapshots = snapshots;
    this.index = index;
    this.credentials = credentials;
    this.timers = timers;
  }

  Reaction rejoin(Session session, FromClient.RejoinHost message, Speaker by) {
    if (session.created().isEmpty()) {
      // real hosts ask on every open, before they create: counted against nobody
      return shared.telling().refusal(by, Refusals.invalidHostId());
    }
    Tasting tasting = session.created().get();
    Optional<ErrorMessage> objection =
        message
            .host()
            .map(host -> credentials.objection(tasting, host, message.hostKey()))
            .orElseGet(() -> Optional.of(Refusals.invalidHostId()));
    return objection
        .map(
            error ->
                isExpected(session, tasting, message)
                    ? shared.telling().refusal(by, error)
                    : shared.telling().denial(by, error))
        .orElseGet(
            () ->
                new Reaction(
                    HostWatch.returned(session, by.at()), after -> returned(after, tasting, by)));
  }

  /**
   * Another host is to create the next session on this code, and asks before, like on any. A few
   * times: more would be somebody who looks for the former host's id.
   */
  private boolean isExpected(Session session, Tasting tasting, FromClient.RejoinHost message) {
    if (!(session instanceof Session.Ended ended)
        || !ended.isReserved(shared.now())
        || message.host().filter(host -> HostCredentials.isHost(tasting, host)).isPresent()) {
      return false;
    }
    if (!reservation.equals(ended.reservedUntil())) {
      reservation = ended.reservedUntil();
      free = 0;
    }
    return free++ < FREE_MAX;
  }

  private void returned(Session session, Tasting tasting, Speaker by) {
    by.turn().done();
    if (roles.host(by.link(), session)) {
      snapshots.host(by.link(), session, tasting);
      index.sendList(by.link(), tasting.host());
    }
  }

  Reaction update(Session session, FromClient.UpdateSession message, Speaker by) {
    return led(
        session, message, new Command.UpdateSession(message.plan(), by.at()), by, this::updated);
  }

  private void updated(Session session) {
    session
        .created()
        .map(Tasting::plan)
        .map(plan -> new ToClient.SessionUpdated(plan.wines(), plan.timerSeconds(), plan.title()))
        .ifPresent(message -> shared.telling().tell(shared.presence().hosts(), message));
  }

  /** The host leads; or does so a moment later, when answers that came before are here. */
  Reaction move(Session session, FromClient.HostCommand message, Speaker by) {
    Duration wait = timers.untilAnswersAreHere(session, message.move(), by.at());
    if (session instanceof Session.QuestionOpen s && wait.isPositive()) {
      timers.later(new Note.HostWaited(Shared.number(s), s.game().asked().id(), message, by), wait);
      return Reaction.nothing();
    }
    return moved(session, message, by);
  }

  /** It has waited; answers that were taken meanwhile came before it. */
  Reaction waited(Session session, Note.HostWaited note) {
    Speaker by = note.by();
    boolean revealed =
        note.message().move() == FromClient.Move.REVEAL && !isAsked(session, note.question());
    if (revealed || Shared.number(session) != note.session()) { // it was of another session
      return Reaction.tell(_ -> by.turn().done());
    }
    Instant now = shared.now();
    return moved(session, note.message(), now.isAfter(by.at()) ? by.at(now) : by);
  }

  private static boolean isAsked(Session session, String question) {
    return switch (session) {
      case Session.QuestionOpen s -> s.game().asked().id().equals(question);
      case Session.QuestionPaused s -> s.game().asked().id().equals(question);
      case Session.Vacant _,
          Session.Waiting _,
          Session.QuestionRevealed _,
          Session.RoundLeaderboard _,
          Session.Ended _ ->
          false;
    };
  }

  /**
   * What has a clock begin counts from now: the word may have waited for the room, and everybody is
   * to have all of the time. What has one stop counts from when the host said so.
   */
  private Reaction moved(Session session, FromClient.HostCommand message, Speaker by) {
    Command command =
        switch (message.move()) {
          case START -> new Command.Start(shared.chance().seed(), shared.now());
          case PAUSE -> new Command.Pause(by.at());
          case RESUME -> new Command.Resume(shared.now());
          case REVEAL -> new Command.Reveal(by.at());
          case NEXT -> new Command.Next(shared.now());
          case END -> new Command.End(by.at());
        };
    return led(session, message, command, by, _ -> {});
  }

  /** Only the host's connections lead. */
  boolean leads(Speaker by) {
    return shared.presence().role(by.link()) instanceof Role.Host;
  }

  private Reaction led(
      Session session, FromClient message, Command command, Speaker by, Consumer<Session> then) {
    return switch (Session.decide(session, command)) {
      case Decision.Refused(var refusal) ->
          shared.telling().refusal(by, Refusals.of(refusal, session.phase(), message));
      case Decision.Accepted(var events) ->
          new Reaction(
              events,
              after -> {
                by.turn().done();
                then.accept(after);
              });
    };
  }
}
