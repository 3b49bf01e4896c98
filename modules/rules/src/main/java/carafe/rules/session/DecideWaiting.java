package carafe.rules.session;

import static carafe.rules.session.Decision.accept;
import static carafe.rules.session.Decision.nothing;
import static carafe.rules.session.Decision.refuse;

import carafe.rules.session.Command.CreateSession;
import carafe.rules.session.Command.End;
import carafe.rules.session.Command.Expire;
import carafe.rules.session.Command.GiveUpSeat;
import carafe.rules.session.Command.HostLeft;
import carafe.rules.session.Command.HostReturned;
import carafe.rules.session.Command.Join;
import carafe.rules.session.Command.Next;
import carafe.rules.session.Command.Pause;
import carafe.rules.session.Command.ReserveCode;
import carafe.rules.session.Command.Resume;
import carafe.rules.session.Command.Reveal;
import carafe.rules.session.Command.Start;
import carafe.rules.session.Command.SubmitAnswer;
import carafe.rules.session.Command.TimeUp;
import carafe.rules.session.Command.UpdateSession;

/** In the lobby: seats are taken, the plan may change, the host may start. */
final class DecideWaiting {
  private DecideWaiting() {}

  static Decision decide(Session.Waiting s, Command command) {
    return switch (command) {
      case CreateSession c -> Owning.createAgain(s.tasting(), c);
      case UpdateSession c when c.plan().equals(s.tasting().plan()) -> nothing();
      case UpdateSession c -> accept(new Event.SessionUpdated(c.plan(), c.at()));
      case Join c -> Joining.take(s, c);
      case GiveUpSeat c -> Joining.giveUp(s.seats(), c);
      case Start _ when s.seats().isEmpty() -> refuse(Refusal.NO_PARTICIPANTS);
      case Start c -> start(s, c);
      case End c -> accept(new Event.SessionEnded(EndCause.HOST, c.at()));
      case Expire c when c.cause() == EndCause.NEVER_STARTED ->
          accept(new Event.SessionEnded(c.cause(), c.at()));
      case Expire _, HostLeft _, HostReturned _, TimeUp _ -> nothing();
      case SubmitAnswer c -> Answering.tooEarlyOrLate(s.seats(), c);
      case ReserveCode _ -> refuse(Refusal.SESSION_EXISTS);
      case Pause _, Resume _, Reveal _, Next _ -> refuse(Refusal.WRONG_PHASE);
    };
  }

  private static Decision start(Session.Waiting s, Start c) {
    var rounds = Deal.rounds(s.tasting().plan(), c.seed());
    return accept(
        new Event.GameStarted(rounds, c.at()),
        Game.opening(rounds, 0, 0, s.tasting().plan(), c.at()));
  }
}
