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

/** While the right answer is shown: the host goes on to the next question or the leaderboard. */
final class DecideQuestionRevealed {
  private DecideQuestionRevealed() {}

  static Decision decide(Session.QuestionRevealed s, Command command) {
    return switch (command) {
      case Next c when s.game().isLastQuestion() ->
          accept(new Event.RoundFinished(s.game().round(), c.at()));
      case Next c -> accept(s.game().opening(s.game().round(), s.game().question() + 1, c.at()));
      case End c -> accept(new Event.SessionEnded(EndCause.HOST, c.at()));
      case SubmitAnswer c -> Answering.closed(s.game(), s.answers(), c, Refusal.WRONG_PHASE);
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
