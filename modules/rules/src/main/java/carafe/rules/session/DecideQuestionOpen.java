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
import java.time.Duration;
import java.time.Instant;

/** While a question is open: answers count until the reveal, which the deadline brings at last. */
final class DecideQuestionOpen {
  private DecideQuestionOpen() {}

  static Decision decide(Session.QuestionOpen s, Command command) {
    return switch (command) {
      case SubmitAnswer c -> Answering.open(s, c);
      case TimeUp c when isFor(s, c) ->
          accept(new Event.QuestionRevealed(RevealCause.DEADLINE, c.at()));
      case TimeUp _ -> nothing(); // set for another question, or for before a pause
      // too late: the timer reveals, once the answers that came in time are here
      case Pause c when s.isOver(c.at()) -> nothing();
      case Reveal c when s.isOver(c.at()) -> nothing();
      case Pause c -> accept(new Event.QuestionPaused(remaining(s, c.at()), c.at()));
      case Reveal c -> accept(new Event.QuestionRevealed(RevealCause.HOST, c.at()));
      case End c when s.isOver(c.at()) -> // the question is not open any more: it is scored
          accept(
              new Event.QuestionRevealed(RevealCause.DEADLINE, c.at()),
              new Event.SessionEnded(EndCause.HOST, c.at()));
      case End c -> accept(new Event.SessionEnded(EndCause.HOST, c.at()));
      case CreateSession c -> Owning.createAgain(s.game().tasting(), c);
      case Join c -> Joining.late(s.game().seats(), c, Refusal.GAME_STARTED);
      case GiveUpSeat _ -> nothing(); // whoever has a seat at the start plays
      case HostLeft c -> Leading.left(s.game(), c);
      case HostReturned c -> Leading.returned(s.game(), c);
      case Expire c -> Leading.expire(s.game(), c);
      case ReserveCode _ -> refuse(Refusal.SESSION_EXISTS);
      case UpdateSession _, Start _, Resume _, Next _ -> refuse(Refusal.WRONG_PHASE);
    };
  }

  /** A pause that was said before the clock began is one at that moment: it gives no extra time. */
  private static Duration remaining(Session.QuestionOpen s, Instant at) {
    Instant began = s.game().lastHostCommand();
    return Duration.between(at.isBefore(began) ? began : at, s.deadline());
  }

  private static boolean isFor(Session.QuestionOpen s, TimeUp c) {
    return s.game().asked().id().equals(c.question()) && s.deadline().equals(c.deadline());
  }
}
