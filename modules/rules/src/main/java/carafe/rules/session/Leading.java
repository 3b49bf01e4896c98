package carafe.rules.session;

import static carafe.rules.session.Decision.accept;
import static carafe.rules.session.Decision.nothing;

/** Whether somebody leads a started game, and what becomes of it when nobody does. */
final class Leading {
  private Leading() {}

  static Decision left(Game game, Command.HostLeft c) {
    return game.hostLeft().isPresent() ? nothing() : accept(new Event.HostLeft(c.at()));
  }

  static Decision returned(Game game, Command.HostReturned c) {
    return game.hostLeft().isPresent() ? accept(new Event.HostReturned(c.at())) : nothing();
  }

  /** A host who is back is not gone, so a timer that missed the return ends nothing. */
  static Decision expire(Game game, Command.Expire c) {
    boolean fits =
        switch (c.cause()) {
          case HOST_GONE -> game.hostLeft().isPresent();
          case HOST_IDLE -> true;
          case HOST, LAST_WINE, NEVER_STARTED -> false;
        };
    return fits ? accept(new Event.SessionEnded(c.cause(), c.at())) : nothing();
  }
}
