package carafe.rules.session;

import java.util.Optional;

/** What can happen after the end: little to the session, more to its code. */
final class EvolveEnded {
  private EvolveEnded() {}

  static Session evolve(Session.Ended s, Event event) {
    return switch (event) {
      case Event.CodeReserved e ->
          new Session.Ended(
              s.tasting(), s.seats(), s.game(), s.by(), s.endedAt(), Optional.of(e.until()));
      case Event.SessionCreated e -> Following.created(s.tasting().number() + 1, e);
      case Event.TokensRenewed e -> seated(s, s.seats().renewed(e));
      case Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.SeatsGivenUp _,
          Event.GameStarted _,
          Event.QuestionOpened _,
          Event.AnswersSubmitted _,
          Event.QuestionPaused _,
          Event.QuestionResumed _,
          Event.QuestionRevealed _,
          Event.RoundFinished _,
          Event.SessionEnded _,
          Event.HostLeft _,
          Event.HostReturned _ ->
          throw Following.impossible(s, event);
    };
  }

  private static Session seated(Session.Ended s, Seats seats) {
    return new Session.Ended(
        s.tasting(),
        seats,
        s.game().map(game -> game.seated(seats)),
        s.by(),
        s.endedAt(),
        s.reservedUntil());
  }
}
