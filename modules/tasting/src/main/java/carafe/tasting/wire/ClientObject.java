package carafe.tasting.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a client sent, whose fields are asked for by name and kind. Whatever is not as
 * asked ends the reading with an error that names the field and shows no value; fields nobody asks
 * for are ignored.
 */
final class ClientObject {
  // A plan with everything it may have is 7 deep and has 18,000 tokens, its longest number two
  // digits; the rest is room for fields that we ignore.
  private static final int NESTING_MAX = 32;
  private static final int TOKENS_MAX = 50_000;
  private static final int NUMBER_CHARS_MAX = 64;
  private static final int NAME_CHARS_MAX = 256;
  private static final int TEXT_CHARS_MAX = 256 * 1024;

  private static final String EXAMPLE = "Send a JSON object such as {\"type\":\"host:start\"}.";

  private static final String TOO_MUCH =
      "The message goes beyond what one may have: "
          + (NESTING_MAX + " levels, " + TOKENS_MAX + " names and values, numbers of ")
          + (NUMBER_CHARS_MAX + " digits, names of " + NAME_CHARS_MAX + " characters.");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxTokenCount(TOKENS_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .maxNameLength(NAME_CHARS_MAX)
                          .maxStringLength(TEXT_CHARS_MAX)
                          .build())
                  // Names that strangers make up shall not stay in tables of ours.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          // Which of two was meant? A client that sends both is wrong either way.
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final JsonNode object;
  private final String path;
  private final ErrorCode code;

  private ClientObject(JsonNode object, String path, ErrorCode code) {
    this.object = object;
    this.path = path;
    this.code = code;
  }

  /** Reads a whole message. */
  static ClientObject of(byte[] utf8) throws Wrong {
    JsonNode node = parse(utf8);
    if (!node.isObject()) {
      throw bad("A message must be an object, not " + kind(node) + ". " + EXAMPLE);
    }
    return new ClientObject(node, "", ErrorCode.BAD_MESSAGE);
  }

  private static JsonNode parse(byte[] utf8) throws Wrong {
    // As a string, so that no parser takes zero bytes for UTF-16. The parser's own words hold
    // pieces of the message: only where it stopped is told.
    String text = new String(utf8, StandardCharsets.UTF_8);
    try (JsonParser parser = JSON.createParser(text)) {
      JsonNode node = JSON.readTree(parser);
      if (node == null) {
        throw bad("The message is empty. " + EXAMPLE);
      }
      if (parser.nextToken() != null) {
        throw bad("Something follows the end of the object. Send one object in each message.");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw bad(TOO_MUCH);
    } catch (MismatchedInputException e) {
      throw bad("An object has two fields of one name. Send each field once.");
    } catch (JsonProcessingException e) {
      throw bad("This is not JSON" + where(e.getLocation()) + ". " + EXAMPLE);
    } catch (IOException e) {
      throw new UncheckedIOException("a string has no I/O errors", e);
    }
  }

  private static String where(@Nullable JsonLocation stopped) {
    return stopped == null
        ? ""
        : " (see line " + stopped.getLineNr() + ", column " + stopped.getColumnNr() + ")";
  }

  /** The same object, where what is wrong has another code. */
  ClientObject under(ErrorCode other) {
    return new ClientObject(object, path, other);
  }

  /**
   * A text that must be there.
   *
   * @param right what it has to be, to follow "it must be"
   */
  String text(String name, String right) throws Wrong {
    JsonNode value = required(name, right);
    if (!value.isTextual()) {
      throw wrong(name, kind(value), right);
    }
    return value.textValue();
  }

  /** A text that may be missing or {@code null}. */
  Optional<String> optionalText(String name, String right) throws Wrong {
    return isAbsent(name) ? Optional.empty() : Optional.of(text(name, right));
  }

  /** A whole number, {@code 15.0} too; one out of range comes as the nearest that is not. */
  int integer(String name, String right) throws Wrong {
    JsonNode value = required(name, right);
    if (!value.isNumber()) {
      throw wrong(name, kind(value), right);
    }
    double number = value.doubleValue();
    if (number != Math.rint(number)) {
      throw wrong(name, "a fraction", right);
    }
    return (int) number; // saturates; an infinite one too
  }

  /** A list of objects. */
  List<ClientObject> objects(String name, String right) throws Wrong {
    JsonNode list = list(name, right);
    List<ClientObject> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      String itemPath = at(name) + "[" + i + "]";
      if (!item.isObject()) {
        throw new Wrong(code, itemPath, itemPath + " is " + kind(item) + "; it must be an object.");
      }
      items.add(new ClientObject(item, itemPath, code));
    }
    return items;
  }

  /** A list of texts. */
  List<String> texts(String name, String right) throws Wrong {
    JsonNode list = list(name, right);
    List<String> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      if (!item.isTextual()) {
        String itemPath = at(name) + "[" + i + "]";
        throw new Wrong(code, itemPath, itemPath + " is " + kind(item) + "; it must be a text.");
      }
      items.add(item.textValue());
    }
    return items;
  }

  /** That a field is not as it has to be. */
  Wrong wrong(String name, String is, String right) {
    String field = at(name);
    return new Wrong(code, field, field + " is " + is + "; it must be " + right + ".");
  }

  private JsonNode list(String name, String right) throws Wrong {
    JsonNode value = required(name, right);
    if (!value.isArray()) {
      throw wrong(name, kind(value), right);
    }
    return value;
  }

  private JsonNode required(String name, String right) throws Wrong {
    JsonNode value = object.get(name);
    if (value == null) {
      throw wrong(name, "missing", right);
    }
    return value;
  }

  private boolean isAbsent(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull();
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Wrong bad(String message) {
    return new Wrong(ErrorCode.BAD_MESSAGE, message);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case ARRAY -> "a list";
      default -> "an object";
    };
  }
}
