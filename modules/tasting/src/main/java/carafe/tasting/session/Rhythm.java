package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Audience;
import carafe.rules.session.Phase;
import carafe.rules.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Says what changes too often to be said each time: who is in the lobby, how many have answered
 * (PROTOCOL.md, 2). Belongs to the session's actor.
 */
final class Rhythm {
  private static final String LOBBY = "lobby";
  private static final String ANSWERS = "answers";
  private static final String PRESENCE = "presence";

  /** What the count of answers follows from. */
  private record Counted(int answered, int players) {
    static final Counted NOTHING = new Counted(0, 0);
  }

  private final TimerScheduler<RoomMessage> timers;
  private final SessionSettings settings;
  private final Clock clock;
  private final Audience audience;
  private final Presence presence;
  private final Telling telling;

  private final Coalesced lobby = new Coalesced();
  private final Coalesced answers = new Coalesced();
  private long presenceTold;
  private Counted counted = Counted.NOTHING;
  private Optional<Instant> presenceDue = Optional.empty();

  Rhythm(
      TimerScheduler<RoomMessage> timers,
      SessionSettings settings,
      Clock clock,
      Audience audience,
      Presence presence,
      Telling telling) {
    this.timers = timers;
    this.settings = settings;
    this.clock = clock;
    this.audience = audience;
    this.presence = presence;
    this.telling = telling;
  }

  /** Something may have changed. */
  void follow(Session session) {
    followPresence();
    if (session instanceof Session.Waiting && presenceTold != presence.changes()) {
      presenceTold = presence.changes();
      switch (lobby.changed(clock.instant(), lobbyInterval())) {
        case Coalesced.SendNow _ -> telling.lobbyToAll(session);
        case Coalesced.SendLater(var in) -> timers.startSingleTimer(LOBBY, new Note.LobbyDue(), in);
        case Coalesced.Waits _ -> {}
      }
    }
    followAnswers(session);
  }

  // Each lobby list goes to every connection: in a large room fewer of them do.
  private Duration lobbyInterval() {
    Duration bounded =
        Duration.ofMillis(1000L * audience.size() / settings.lobbyFramesPerSecondMax());
    Duration usual = settings.lobbyInterval();
    return bounded.compareTo(usual) > 0 ? bounded : usual;
  }

  void lobbyDue(Session session) {
    lobby.sent(clock.instant());
    if (session instanceof Session.Waiting) {
      telling.lobbyToAll(session);
    }
  }

  /** Whoever joined last is on the list that was told last. */
  void beforeStart(Session session) {
    if (lobby.isDue() || presenceTold != presence.changes()) {
      presenceTold = presence.changes();
      timers.cancel(LOBBY);
      lobby.sent(clock.instant());
      telling.lobbyToAll(session);
    }
  }

  private void followAnswers(Session session) {
    if (!isAsking(session)) {
      counted = Counted.NOTHING;
      return;
    }
    Counted before = counted;
    counted = new Counted(telling.answers(session).size(), presence.players());
    if (counted.answered() == 0 || counted.equals(before)) {
      return;
    }
    if (counted.answered() > before.answered() && telling.haveAllAnswered(session)) {
      sendAnswers(session);
      return;
    }
    switch (answers.changed(clock.instant(), settings.answersInterval())) {
      case Coalesced.SendNow _ -> telling.answered(session);
      case Coalesced.SendLater(var in) ->
          timers.startSingleTimer(ANSWERS, new Note.AnswersDue(), in);
      case Coalesced.Waits _ -> {}
    }
  }

  private static boolean isAsking(Session session) {
    return session.phase() == Phase.QUESTION_OPEN || session.phase() == Phase.QUESTION_PAUSED;
  }

  void answersDue(Session session) {
    if (isAsking(session)) {
      sendAnswers(session);
    }
  }

  /** The last count comes before the right answer does. */
  void beforeReveal(Session session) {
    if (answers.isDue()) {
      sendAnswers(session);
    }
  }

  private void sendAnswers(Session session) {
    timers.cancel(ANSWERS);
    answers.sent(clock.instant());
    telling.answered(session);
  }

  private void followPresence() {
    Optional<Instant> next = presence.nextLeave();
    if (next.isPresent() && (presenceDue.isEmpty() || next.get().isBefore(presenceDue.get()))) {
      presenceDue = next;
      Duration in = Duration.between(clock.instant(), next.get());
      timers.startSingleTimer(
          PRESENCE, new Note.PresenceDue(), in.isNegative() ? Duration.ZERO : in);
    }
  }

  /** Some seats may have been empty for long enough. */
  void presenceDue() {
    presenceDue = Optional.empty();
    presence.lapse(clock.instant());
  }
}
