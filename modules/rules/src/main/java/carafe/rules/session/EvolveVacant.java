package carafe.rules.session;

import java.util.Optional;

/** What can happen on a code without a session. */
final class EvolveVacant {
  private EvolveVacant() {}

  static Session evolve(Session.Vacant s, Event event) {
    return switch (event) {
      case Event.CodeReserved e -> new Session.Vacant(Optional.of(e.until()));
      case Event.SessionCreated e -> Following.created(1, e);
      case Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.TokensRenewed _,
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
}
