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

/** Between two wines: the host goes on to the next one, or to the end. */
final class DecideRoundLeaderboard {
  private DecideRoundLeaderboard() {}

  static Decision decide(Session.RoundLeaderboard s, Command command) {
    return switch (command) {
      case Next c when s.game().isLastRound() ->
          accept(new Event.SessionEnded(EndCause.LAST_WINE, c.at()));
      case Next c -> accept(s.game().opening(s.game().round() + 1, 0, c.at()));
      case End c -> accept(new Event.SessionEnded(EndCause.HOST, c.at()));
      case SubmitAnswer c -> Answering.tooEarlyOrLate(s.game().seats(), c);
      case TimeUp _ -> nothing(); // somebody was faster
      case CreateSession c -> Owning.createAgain(s.game().tasting(), c);
      case Join c -> Joining.late(s.game().seats(), c, Refusal.GAME_STARTED);
      case GiveUpSeat _ -> nothing(); // whoever has a seat at the start plays
      case HostLeft c -> Leading.left(s.game(), c);
      case HostReturned c -> Leading.returned(s.game(), c);
      case Expire c -> Leading.expire(s.game(), c);
      case ReserveCode _ -> refuse(Refusal.SESSION_EXISTS);
      case UpdateSession _, Start _, Pause _, Resume _, Reveal _ -> refuse(Refusal.WRONG_PHASE);
    };
  }
}
