package carafe.rules.session;

import java.util.Optional;

/** What can happen in the lobby. */
final class EvolveWaiting {
  private EvolveWaiting() {}

  static Session evolve(Session.Waiting s, Event event) {
    return switch (event) {
      case Event.SessionUpdated e -> new Session.Waiting(s.tasting().planned(e.plan()), s.seats());
      case Event.ParticipantsJoined e -> seated(s, s.seats().joined(e));
      case Event.TokensRenewed e -> seated(s, s.seats().renewed(e));
      case Event.SeatsGivenUp e -> seated(s, s.seats().givenUp(e));
      case Event.GameStarted e -> started(s, e);
      case Event.SessionEnded e ->
          new Session.Ended(
              s.tasting(), s.seats(), Optional.empty(), e.by(), e.at(), Optional.empty());
      case Event.CodeReserved _,
          Event.SessionCreated _,
          Event.QuestionOpened _,
          Event.AnswersSubmitted _,
          Event.QuestionPaused _,
          Event.QuestionResumed _,
          Event.QuestionRevealed _,
          Event.RoundFinished _,
          Event.HostLeft _,
          Event.HostReturned _ ->
          throw Following.impossible(s, event);
    };
  }

  private static Session seated(Session.Waiting s, Seats seats) {
    return new Session.Waiting(s.tasting(), seats);
  }

  /**
   * The first question is open at once; the event that follows tells it to the journal's readers.
   */
  private static Session started(Session.Waiting s, Event.GameStarted e) {
    var game = new Game(s.tasting(), e.rounds(), 0, 0, s.seats(), e.at(), Optional.empty());
    return new Session.QuestionOpen(game, e.at().plus(s.tasting().plan().timer()), Answers.none());
  }
}
