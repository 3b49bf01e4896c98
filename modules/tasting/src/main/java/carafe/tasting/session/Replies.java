package carafe.tasting.session;

import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient.ErrorMessage;

/** Turns down what a client asked, and ends the turn of its message. */
final class Replies {
  private final Audience audience;

  Replies(Audience audience) {
    this.audience = audience;
  }

  /** Not carried out; the client is told why. */
  Reaction refused(Turn turn, Link link, ErrorMessage error) {
    return Reaction.tell(
        _ -> {
          turn.done();
          audience.tell(GameFrames.frame(error), link);
        });
  }

  /** The credentials are wrong: the answer comes late, and not for ever (PROTOCOL.md, 4). */
  Reaction denied(Turn turn, Link link, ErrorMessage error) {
    return Reaction.tell(
        _ -> {
          turn.done();
          audience.deny(
              link, GameFrames.frame(error), GameFrames.frame(Refusals.tooManyWrongHosts()));
        });
  }
}
