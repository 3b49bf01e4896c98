package carafe.tasting.session;

import carafe.rules.session.Command;
import carafe.rules.session.Decision;
import carafe.rules.session.Session;
import java.time.Instant;

/** Holds a code that nobody has for whoever asked for one over HTTP. */
final class Reserving {
  private final Shared shared;

  Reserving(Shared shared) {
    this.shared = shared;
  }

  Reaction reserve(Session session, SessionMessage.ReserveCode message) {
    Instant now = shared.now();
    Command command =
        new Command.ReserveCode(
            now.plus(shared.settings().codeReservation()), shared.settings().codeRest(), now);
    return switch (Session.decide(session, command)) {
      case Decision.Accepted(var events) ->
          new Reaction(events, _ -> message.replyTo().tell(new SessionMessage.Reserved()));
      case Decision.Refused _ ->
          Reaction.tell(_ -> message.replyTo().tell(new SessionMessage.Taken()));
    };
  }
}
