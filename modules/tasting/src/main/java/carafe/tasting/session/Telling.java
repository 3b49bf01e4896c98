package carafe.tasting.session;

import carafe.rooms.frame.Frame;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.Collection;

/** Says things in the room, each encoded once for however many hear it. */
final class Telling {
  private final Audience audience;

  Telling(Audience audience) {
    this.audience = audience;
  }

  void tell(Link link, ToClient message) {
    tell(link, GameFrames.frame(message));
  }

  void tell(Link link, Frame frame) {
    audience.tell(frame, link);
  }

  void tell(Collection<Link> links, ToClient message) {
    if (!links.isEmpty()) {
      audience.tell(GameFrames.frame(message), links);
    }
  }

  void all(ToClient.ToEverybody message) {
    if (audience.size() > 0) {
      all(GameFrames.frame(message));
    }
  }

  void all(Frame frame) {
    audience.tellAll(frame);
  }

  /** What was asked is not done, and the client is told why. */
  Reaction refusal(Speaker by, ErrorMessage error) {
    return Reaction.tell(
        _ -> {
          tell(by.link(), error);
          by.turn().done();
        });
  }

  /** The credentials are wrong: the answer comes late, and not for ever (PROTOCOL.md, 4). */
  Reaction denial(Speaker by, ErrorMessage error) {
    return denial(by, error, Refusals.tooManyWrongHosts());
  }

  /**
   * The credentials may be a guess, or somebody else's honest ones: late and counted like wrong
   * ones, but the answer stays the one that helps the honest.
   */
  Reaction doubt(Speaker by, ErrorMessage error) {
    return denial(by, error, error);
  }

  private Reaction denial(Speaker by, ErrorMessage error, ErrorMessage limited) {
    return Reaction.tell(
        _ -> {
          audience.deny(by.link(), GameFrames.frame(error), GameFrames.frame(limited));
          by.turn().done();
        });
  }
}
