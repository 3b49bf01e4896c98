package carafe.rooms.hooks;

import carafe.rooms.api.Response;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.party.ClientLanguage;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/** The language of parties: messages reach the room as they are; only troubles have a shape. */
final class PartyLanguage implements ClientLanguage {
  /** For who comes when there are as many as may. */
  static final Frame FULL = error("UNAVAILABLE", "The room is full; try again later.");

  static final Frame UNAVAILABLE =
      error("UNAVAILABLE", "The room cannot be reached now; try again.");
  private static final Frame RATE_LIMITED =
      error("RATE_LIMITED", "Too many messages; those over the limit are not heard.");
  private static final Frame TOO_LARGE = error("TOO_LARGE", "The message is over the limit.");

  @Override
  public Reading text(byte[] utf8) {
    return new Understood(new PartyMessage.Text(new String(utf8, StandardCharsets.UTF_8)));
  }

  @Override
  public Reading binary(byte[] bytes) {
    return new Understood(new PartyMessage.Binary(ByteString.fromArray(bytes)));
  }

  @Override
  public Frame trouble(Trouble trouble) {
    return switch (trouble) {
      case UNAVAILABLE -> UNAVAILABLE;
      case RATE_LIMITED -> RATE_LIMITED;
      case TOO_LARGE -> TOO_LARGE;
    };
  }

  private static Frame error(String code, String message) {
    return Frames.text(Response.error(503, code, message).body().toArray());
  }
}
