package carafe.rules.session;

import static carafe.rules.session.Decision.accept;
import static carafe.rules.session.Decision.nothing;
import static carafe.rules.session.Decision.refuse;

import java.time.Instant;
import java.util.Optional;

/** Whose a code is: who may reserve it, who may create a session there. */
final class Owning {
  private Owning() {}

  /** A reservation of a code that nobody uses: only another reservation stands in its way. */
  static Decision reserve(Optional<Instant> reservedUntil, Command.ReserveCode c) {
    return reservedUntil.filter(c.at()::isBefore).isPresent()
        ? refuse(Refusal.SESSION_EXISTS)
        : accept(new Event.CodeReserved(c.until(), c.at()));
  }

  /** Creating where a session is still going on: its host may repeat it, nobody else may. */
  static Decision createAgain(Tasting tasting, Command.CreateSession c) {
    return c.host().equals(tasting.host()) || c.connection().equals(tasting.creator())
        ? nothing()
        : refuse(Refusal.SESSION_EXISTS);
  }

  static Event.SessionCreated created(int number, Command.CreateSession c) {
    return new Event.SessionCreated(
        number, c.host(), c.hostKey(), c.connection(), c.plan(), c.capacity(), c.at());
  }
}
