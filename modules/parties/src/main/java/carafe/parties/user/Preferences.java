package carafe.parties.user;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Json;
import carafe.rooms.api.Response;
import carafe.rooms.api.Storage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a user prefers: one JSON object.
 *
 * @param text the object as it is sent
 * @param etag follows from the text alone, so it is the same after every restart
 */
record Preferences(ObjectNode object, String text, String etag) {
  private static final int ETAG_BYTES = 16;

  /**
   * @throws AnswerException (400) when it is no object, (413) when it is too large to be kept
   */
  static Preferences of(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw new AnswerException(
          Response.error(400, "BAD_MESSAGE", "Preferences are a JSON object, nothing else."));
    }
    String text = Json.text(object);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > Storage.VALUE_BYTES_MAX) {
      throw new AnswerException(
          Response.error(
              413,
              "TOO_LARGE",
              "The preferences would have %d bytes, at most %d are kept."
                  .formatted(utf8.length, Storage.VALUE_BYTES_MAX)));
    }
    return new Preferences(object, text, etag(utf8));
  }

  private static String etag(byte[] utf8) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(utf8);
      return '"' + HexFormat.of().formatHex(hash, 0, ETAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
