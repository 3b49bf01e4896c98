package carafe.rooms.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/**
 * JSON as parties read and write it: unknown fields are ignored, one value is the whole text, no
 * field comes twice, instants are ISO strings.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * What Jackson writes of a value (a record, a map, a {@link JsonNode}, …).
   *
   * @throws IllegalArgumentException when it cannot be written
   */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "A " + value.getClass().getName() + " cannot be written as JSON", e);
    }
  }

  /** The same as UTF-8. */
  public static ByteString bytes(Object value) {
    return ByteString.fromArrayUnsafe(text(value).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one JSON value.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static JsonNode tree(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new IllegalArgumentException("There is no JSON in an empty text");
      }
      return tree;
    } catch (JsonProcessingException e) {
      e.clearLocation(); // it quotes what was sent
      throw new IllegalArgumentException("The text is not JSON", e);
    }
  }

  /**
   * Reads one JSON value into a type.
   *
   * @throws IllegalArgumentException when the text is none or does not fit
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new IllegalArgumentException("The JSON is null, not a " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw new IllegalArgumentException("The text is no JSON of a " + type.getSimpleName(), e);
    }
  }

  static JsonNode ofBody(ByteString body) {
    try {
      return tree(body.utf8String());
    } catch (IllegalArgumentException e) {
      throw badBody(e);
    }
  }

  static <T> T ofBody(ByteString body, Class<T> type) {
    try {
      return read(body.utf8String(), type);
    } catch (IllegalArgumentException e) {
      throw badBody(e);
    }
  }

  private static AnswerException badBody(IllegalArgumentException e) {
    return new AnswerException(
        Response.error(400, "BAD_MESSAGE", "The body must be JSON: " + e.getMessage() + "."));
  }
}
