package carafe.rooms.party;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;

/** How the clients of a room type talk: read where the connection is, by many threads at once. */
public interface ClientLanguage {
  /** What a message comes to. */
  sealed interface Reading {}

  /** The room shall hear it. */
  record Understood(ClientMessage message) implements Reading {}

  /** The client gets this answer at once; the room does not hear of it. */
  record Answered(Frame answer) implements Reading {}

  /** Why the server, not the room, turns something down. */
  enum Trouble {
    /** The room is moving or cannot store; try again. */
    UNAVAILABLE,
    /** More messages than a person sends. */
    RATE_LIMITED,
    /** A message over the limit; the connection closes with 1009 after it. */
    TOO_LARGE
  }

  /** Reads a text message (valid UTF-8). Never throws. */
  Reading text(byte[] utf8);

  /** Reads a binary message. Never throws. */
  Reading binary(byte[] bytes);

  /** How this language says that something was turned down. */
  Frame trouble(Trouble trouble);
}
