package carafe.parties.connections;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import com.fasterxml.jackson.databind.JsonNode;

/** What is posted: somebody has connected to a room, or disconnected from it. */
record Update(Type type, String roomId) {
  private static final int ROOM_CHARACTERS_MAX = 128;

  enum Type {
    CONNECT,
    DISCONNECT
  }

  /**
   * Reads {@code {type, connectionId, roomId}}. The connection's id is a secret and is not looked
   * at.
   *
   * @throws AnswerException (400) saying what is wrong
   */
  static Update of(Request request) {
    JsonNode body = request.json();
    return new Update(type(body.path("type")), roomId(body.path("roomId")));
  }

  private static Type type(JsonNode type) {
    return switch (type.asText()) {
      case "connect" -> Type.CONNECT;
      case "disconnect" -> Type.DISCONNECT;
      default -> throw bad("type is \"connect\" or \"disconnect\".");
    };
  }

  private static String roomId(JsonNode node) {
    String roomId = node.asText();
    if (!node.isTextual() || roomId.isEmpty()) {
      throw bad("roomId is a text that is not empty.");
    }
    if (roomId.codePointCount(0, roomId.length()) > ROOM_CHARACTERS_MAX) {
      throw bad("roomId has at most %d characters.".formatted(ROOM_CHARACTERS_MAX));
    }
    if (roomId.codePoints().anyMatch(Update::isNoCharacter)) {
      throw bad("roomId has no control characters, and no halves of characters.");
    }
    if (roomId.indexOf('/') >= 0) {
      throw bad("roomId has no slash: only live rooms, which are counted here, have one.");
    }
    return roomId;
  }

  private static boolean isNoCharacter(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  private static AnswerException bad(String why) {
    return new AnswerException(Response.error(400, "BAD_MESSAGE", why));
  }
}
