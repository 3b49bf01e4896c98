package carafe.rules.session;

/** What can happen while the right answer is shown. */
final class EvolveQuestionRevealed {
  private EvolveQuestionRevealed() {}

  static Session evolve(Session.QuestionRevealed s, Event event) {
    return switch (event) {
      case Event.QuestionOpened e when isNext(s.game(), e) -> Following.opened(s.game(), e);
      case Event.RoundFinished e when isFinished(s.game(), e) ->
          new Session.RoundLeaderboard(s.game().led(e.at()));
      case Event.TokensRenewed e -> s.with(s.game().seated(s.game().seats().renewed(e)));
      case Event.HostLeft e -> s.with(s.game().left(e));
      case Event.HostReturned e -> s.with(s.game().returned(e));
      case Event.SessionEnded e -> Following.ended(s.game(), e);
      case Event.QuestionOpened _,
          Event.RoundFinished _,
          Event.CodeReserved _,
          Event.SessionCreated _,
          Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.SeatsGivenUp _,
          Event.GameStarted _,
          Event.AnswersSubmitted _,
          Event.QuestionPaused _,
          Event.QuestionResumed _,
          Event.QuestionRevealed _ ->
          throw Following.impossible(s, event);
    };
  }

  private static boolean isNext(Game game, Event.QuestionOpened e) {
    return !game.isLastQuestion()
        && e.round() == game.round()
        && e.question() == game.question() + 1;
  }

  private static boolean isFinished(Game game, Event.RoundFinished e) {
    return game.isLastQuestion() && e.round() == game.round();
  }
}
