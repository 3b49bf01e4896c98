package carafe.rules.session;

/** What can happen while a question is open. */
final class EvolveQuestionOpen {
  private EvolveQuestionOpen() {}

  static Session evolve(Session.QuestionOpen s, Event event) {
    return switch (event) {
      case Event.QuestionOpened e when isThis(s, e) -> s;
      case Event.AnswersSubmitted e when e.question().equals(s.game().asked().id()) ->
          new Session.QuestionOpen(s.game(), s.deadline(), answered(s, e));
      case Event.QuestionPaused e ->
          new Session.QuestionPaused(s.game().led(e.at()), e.remaining(), s.answers());
      case Event.QuestionRevealed e -> Following.revealed(s.game(), s.answers(), e);
      case Event.TokensRenewed e -> s.with(s.game().seated(s.game().seats().renewed(e)));
      case Event.HostLeft e -> s.with(s.game().left(e));
      case Event.HostReturned e -> s.with(s.game().returned(e));
      case Event.SessionEnded e -> Following.ended(s.game(), e);
      case Event.QuestionOpened _,
          Event.AnswersSubmitted _,
          Event.CodeReserved _,
          Event.SessionCreated _,
          Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.SeatsGivenUp _,
          Event.GameStarted _,
          Event.QuestionResumed _,
          Event.RoundFinished _ ->
          throw Following.impossible(s, event);
    };
  }

  /** The first question of a game is open since the start. */
  private static boolean isThis(Session.QuestionOpen s, Event.QuestionOpened e) {
    return e.round() == s.game().round()
        && e.question() == s.game().question()
        && e.id().equals(s.game().asked().id())
        && e.deadline().equals(s.deadline());
  }

  private static Answers answered(Session.QuestionOpen s, Event.AnswersSubmitted e) {
    var answers = s.answers();
    for (Answer answer : e.answers()) {
      if (!s.game().seats().has(answer.participant())
          || !s.game().asked().offers(answer.option())) {
        throw Following.impossible(s, e);
      }
      answers = answers.with(answer);
    }
    return answers;
  }
}
