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

/** On a code without a session: it can be reserved, and whoever creates first owns it. */
final class DecideVacant {
  private DecideVacant() {}

  static Decision decide(Session.Vacant s, Command command) {
    return switch (command) {
      case ReserveCode c -> Owning.reserve(s.reservedUntil(), c);
      case CreateSession c -> accept(Owning.created(1, c));
      case UpdateSession _,
          Join _,
          Start _,
          Pause _,
          Resume _,
          Reveal _,
          Next _,
          End _,
          SubmitAnswer _ ->
          refuse(Refusal.SESSION_NOT_FOUND);
      case GiveUpSeat _, TimeUp _, HostLeft _, HostReturned _, Expire _ -> nothing();
    };
  }
}
