package carafe.parties.user;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Json;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Reads JSON that clients sent, and lets nothing through that would not come back as it was. */
final class Text {
  /** Objects and lists within each other. */
  static final int DEPTH_MAX = 32;

  /** What a request without a type comes as. */
  private static final String UNSAID = "application/octet-stream";

  private Text() {}

  /**
   * The body of a request; one that does not say what it is may be JSON.
   *
   * @throws AnswerException (415, 400)
   */
  static JsonNode body(Request request, Set<String> types) {
    request
        .header("content-type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(type -> !types.contains(type) && !type.equals(UNSAID))
        .ifPresent(
            type -> {
              throw new AnswerException(
                  Response.error(
                      415,
                      "UNSUPPORTED_MEDIA_TYPE",
                      "The body must be " + String.join(" or ", types) + "."));
            });
    try {
      return read(
          StandardCharsets.UTF_8.newDecoder().decode(request.body().asByteBuffer()).toString());
    } catch (CharacterCodingException _) {
      throw bad("The body must be UTF-8.");
    }
  }

  /**
   * @throws AnswerException (400)
   */
  static JsonNode read(String text) {
    if (depth(text) > DEPTH_MAX) {
      throw bad("Objects and lists may be %d deep within each other.".formatted(DEPTH_MAX));
    }
    JsonNode json;
    try {
      json = Json.tree(text);
    } catch (IllegalArgumentException e) {
      throw bad("This must be JSON: " + e.getMessage() + ".");
    }
    check(json);
    return json;
  }

  /** How deep brackets stand within each other, outside of texts. */
  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> quoted = !quoted;
        case '\\' -> i += quoted ? 1 : 0;
        case '{', '[' -> deepest = quoted ? deepest : Math.max(deepest, ++depth);
        case '}', ']' -> depth -= quoted ? 0 : 1;
        default -> {}
      }
    }
    return deepest;
  }

  private static void check(JsonNode json) {
    if (json.isDouble() && !Double.isFinite(json.doubleValue())) {
      throw bad("A number is too large.");
    }
    if (json.isTextual() && Halves.in(json.textValue())) {
      throw bad("A text has half characters.");
    }
    for (var field : json.properties()) {
      if (Halves.in(field.getKey())) {
        throw bad("A name has half characters.");
      }
    }
    json.forEach(Text::check);
  }

  static AnswerException bad(String message) {
    return new AnswerException(Response.error(400, "BAD_MESSAGE", message));
  }
}
