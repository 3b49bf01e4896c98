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

/** After the end: nothing of the session changes, and its code waits for the next one. */
final class DecideEnded {
  private DecideEnded() {}

  static Decision decide(Session.Ended s, Command command) {
    return switch (command) {
      case ReserveCode c when isRested(s, c.codeRest(), c.at()) ->
          Owning.reserve(s.reservedUntil(), c);
      case ReserveCode _ -> refuse(Refusal.SESSION_EXISTS);
      case CreateSession c
          when c.host().equals(s.tasting().host()) || isRested(s, c.codeRest(), c.at()) ->
          accept(Owning.created(s.tasting().number() + 1, c));
      case CreateSession _ -> refuse(Refusal.SESSION_EXISTS);
      case Join c -> Joining.late(s.seats(), c, Refusal.SESSION_ENDED);
      case SubmitAnswer c -> Answering.tooEarlyOrLate(s.seats(), c);
      case UpdateSession _, Start _, Pause _, Resume _, Reveal _, Next _, End _ ->
          refuse(Refusal.WRONG_PHASE);
      case GiveUpSeat _, TimeUp _, HostLeft _, HostReturned _, Expire _ -> nothing();
    };
  }

  private static boolean isRested(Session.Ended s, Duration codeRest, Instant at) {
    return !at.isBefore(s.endedAt().plus(codeRest));
  }
}
