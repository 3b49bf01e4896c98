package carafe.tasting.session;

import carafe.rooms.message.Visitor;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.identity.Hash;
import carafe.tasting.secret.Secrets;
import java.time.Instant;

/**
 * Who says something.
 *
 * @param turn to be done once the message is dealt with
 * @param at when the message reached the server
 */
record Speaker(Link link, Visitor visitor, Turn turn, Instant at) {
  /** The same, as if it had been said at another time. */
  Speaker at(Instant when) {
    return new Speaker(link, visitor, turn, when);
  }

  /** The hash of the connection id, by which a seat and a session know who made them. */
  Hash connection() {
    return Secrets.connection(visitor.id());
  }
}
