package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Link;
import carafe.rules.session.Answers;
import carafe.rules.session.Phase;
import carafe.rules.session.Session;
import carafe.tasting.wire.ToClient.ParticipantAnswered;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Says how many have answered, whenever that changes but not each time (PROTOCOL.md, 2). */
final class AnswerNews {
  private static final String TIMER = "answers";

  /** What the message says follows from these. */
  private record Count(int answered, int connected) {
    static final Count NOTHING = new Count(0, 0);
  }

  private final Shared shared;
  private final TimerScheduler<RoomMessage> timers;
  private final Coalesced rhythm = new Coalesced();
  private Count followed = Count.NOTHING;

  AnswerNews(Shared shared, TimerScheduler<RoomMessage> timers) {
    this.shared = shared;
    this.timers = timers;
  }

  /** Somebody may have answered, come or gone. */
  void follow(Session session) {
    if (!isAsking(session)) {
      followed = Count.NOTHING;
      return;
    }
    Count before = followed;
    followed = count(session);
    if (followed.answered() == 0 || followed.equals(before)) {
      return;
    }
    if (followed.answered() > before.answered() && haveAllAnswered(answers(session))) {
      tellAll(session);
      return;
    }
    switch (rhythm.changed(shared.now(), shared.settings().answersInterval())) {
      case Coalesced.SendNow _ -> tellAll(session);
      case Coalesced.SendLater(var in) -> timers.startSingleTimer(TIMER, new Note.AnswersDue(), in);
      case Coalesced.Waits _ -> {}
    }
  }

  void due(Session session) {
    if (isAsking(session)) {
      tellAll(session);
    } else {
      rhythm.sent(shared.now());
    }
  }

  /** The question is revealed: the last count comes before the right answer does. */
  void last(Session session) {
    if (rhythm.isDue() || answers(session).size() > followed.answered()) {
      tellAll(session);
    }
  }

  /** The count as it stands, for somebody who begins to watch. */
  void tell(Link link, Session session) {
    if (isAsking(session)) {
      shared.telling().tell(link, message(session));
    }
  }

  private void tellAll(Session session) {
    timers.cancel(TIMER);
    rhythm.sent(shared.now());
    ParticipantAnswered message = message(session);
    shared.telling().tell(shared.presence().hosts(), message);
    shared.telling().tell(shared.presence().watchers(), message);
  }

  private ParticipantAnswered message(Session session) {
    return new ParticipantAnswered(answers(session).size(), expected(session));
  }

  private static boolean isAsking(Session session) {
    return session.phase() == Phase.QUESTION_OPEN || session.phase() == Phase.QUESTION_PAUSED;
  }

  private Count count(Session session) {
    return new Count(answers(session).size(), shared.presence().players());
  }

  /** Participants connected or already answered: whose answers could still come or have come. */
  int expected(Session session) {
    long gone =
        answers(session)
            .all()
            .filter(answer -> !shared.presence().isConnected(answer.participant()))
            .count();
    return shared.presence().players() + Math.toIntExact(gone);
  }

  /** Whether nobody who is connected can still be waited for. */
  private boolean haveAllAnswered(Answers answers) {
    return answers.size() >= shared.presence().players()
        && shared.presence().allPlayers(participant -> answers.of(participant).isPresent());
  }

  /** The answers to the question that is asked or was just revealed. */
  static Answers answers(Session session) {
    return switch (session) {
      case Session.QuestionOpen s -> s.answers();
      case Session.QuestionPaused s -> s.answers();
      case Session.QuestionRevealed s -> s.answers();
      case Session.Vacant _, Session.Waiting _, Session.RoundLeaderboard _, Session.Ended _ ->
          Answers.none();
    };
  }
}
