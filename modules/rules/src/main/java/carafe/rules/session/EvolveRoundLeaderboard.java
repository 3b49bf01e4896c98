package carafe.rules.session;

/** What can happen between two wines. */
final class EvolveRoundLeaderboard {
  private EvolveRoundLeaderboard() {}

  static Session evolve(Session.RoundLeaderboard s, Event event) {
    return switch (event) {
      case Event.QuestionOpened e when isNext(s.game(), e) -> Following.opened(s.game(), e);
      case Event.TokensRenewed e -> s.with(s.game().seated(s.game().seats().renewed(e)));
      case Event.HostLeft e -> s.with(s.game().left(e));
      case Event.HostReturned e -> s.with(s.game().returned(e));
      case Event.SessionEnded e -> Following.ended(s.game(), e);
      case Event.QuestionOpened _,
          Event.CodeReserved _,
          Event.SessionCreated _,
          Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.SeatsGivenUp _,
          Event.GameStarted _,
          Event.AnswersSubmitted _,
          Event.QuestionPaused _,
          Event.QuestionResumed _,
          Event.QuestionRevealed _,
          Event.RoundFinished _ ->
          throw Following.impossible(s, event);
    };
  }

  private static boolean isNext(Game game, Event.QuestionOpened e) {
    return !game.isLastRound() && e.round() == game.round() + 1 && e.question() == 0;
  }
}
