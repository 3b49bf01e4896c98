package carafe.tasting.session;

import carafe.rooms.frame.Frame;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says things in the room, each encoded once for however many hear it. */
final class Telling {
  private final Audience audience;

  /** What all are to be told at once; null when each is told as it comes. */
  private @Nullable List<Frame> together;

  Telling(Audience audience) {
    this.audience = audience;
  }

  void tell(Link link, ToClient message) {
    tell(link, GameFrames.frame(message));
  }

  void tell(Link link, Frame frame) {
    tellTogether();
    audience.tell(frame, link);
  }

  void tell(Collection<Link> links, ToClient message) {
    if (!links.isEmpty()) {
      tell(links, GameFrames.frame(message));
    }
  }

  void tell(Collection<Link> links, Frame frame) {
    if (!links.isEmpty()) {
      tellTogether();
      audience.tell(frame, links);
    }
  }

  void all(ToClient.ToEverybody message) {
    if (audience.size() > 0) {
      all(GameFrames.frame(message));
    }
  }

  void all(Frame frame) {
    if (together == null) {
      audience.tellAll(frame);
    } else {
      together.add(frame);
    }
  }

  /**
   * Whatever this tells all, one after the other, reaches each of them in one go: who is last in a
   * large room does not wait for one message while everybody else is told the one before.
   */
  void together(Runnable telling) {
    together = new ArrayList<>();
    try {
      telling.run();
      tellTogether();
    } finally {
      together = null;
    }
  }

  private void tellTogether() {
    if (together == null || together.isEmpty()) {
      return;
    }
    if (together.size() == 1) {
      audience.tellAll(together.getFirst());
    } else {
      audience.tellAll(List.copyOf(together));
    }
    together.clear();
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
