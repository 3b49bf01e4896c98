package carafe.rules.session;

/** What can happen while the clock is frozen. */
final class EvolveQuestionPaused {
  private EvolveQuestionPaused() {}

  static Session evolve(Session.QuestionPaused s, Event event) {
    return switch (event) {
      case Event.QuestionResumed e ->
          new Session.QuestionOpen(s.game().led(e.at()), e.deadline(), s.answers());
      case Event.QuestionRevealed e -> Following.revealed(s.game(), s.answers(), e);
      case Event.TokensRenewed e -> s.with(s.game().seated(s.game().seats().renewed(e)));
      case Event.HostLeft e -> s.with(s.game().left(e));
      case Event.HostReturned e -> s.with(s.game().returned(e));
      case Event.SessionEnded e -> Following.ended(s.game(), e);
      case Event.CodeReserved _,
          Event.SessionCreated _,
          Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.SeatsGivenUp _,
          Event.GameStarted _,
          Event.QuestionOpened _,
          Event.AnswersSubmitted _,
          Event.QuestionPaused _,
          Event.RoundFinished _ ->
          throw Following.impossible(s, event);
    };
  }
}
