package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Trouble;
import java.util.Optional;

/** What both languages say about messages that no room hears. */
final class Troubles {
  private static final Frame BINARY =
      GameFrames.frame(
          new ToClient.ErrorMessage(
              "Messages are JSON in text frames; this was a binary frame.",
              ErrorCode.BAD_MESSAGE,
              Optional.empty()));
  private static final Frame UNAVAILABLE = GameFrames.frame(Refusals.unavailable());
  private static final Frame RATE_LIMITED = GameFrames.frame(Refusals.rateLimited());
  private static final Frame TOO_LARGE = GameFrames.frame(Refusals.tooLarge());

  private Troubles() {}

  static ClientLanguage.Answered binary() {
    return new ClientLanguage.Answered(BINARY);
  }

  static Frame frame(Trouble trouble) {
    return switch (trouble) {
      case UNAVAILABLE -> UNAVAILABLE;
      case RATE_LIMITED -> RATE_LIMITED;
      case TOO_LARGE -> TOO_LARGE;
    };
  }
}
