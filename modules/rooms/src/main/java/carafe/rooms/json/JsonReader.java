package carafe.rooms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a JSON object that we wrote ourselves. What is not as written throws {@link
 * IllegalArgumentException}, which names the field and shows no content; unknown fields are
 * ignored.
 */
public final class JsonReader {
  private static final int NESTING_MAX = 32; // of ours the deepest, a snapshot, has 8
  private static final int TEXT_CHARS_MAX = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxStringLength(TEXT_CHARS_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final JsonNode object;
  private final Supplier<String> path; // wanted only when something is wrong

  private JsonReader(JsonNode object, Supplier<String> path) {
    this.object = object;
    this.path = path;
  }

  /** Reads the object of these UTF-8 bytes. */
  public static JsonReader of(byte[] json) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      // The parser's own message would show content.
      throw new IllegalArgumentException("not JSON from byte " + e.getLocation().getByteOffset());
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON");
    }
    return of(node, () -> "");
  }

  private static JsonReader of(JsonNode node, Supplier<String> path) {
    if (!node.isObject()) {
      String where = path.get();
      throw new IllegalArgumentException((where.isEmpty() ? "it" : where) + " is not an object");
    }
    return new JsonReader(node, path);
  }

  public String text(String name) {
    JsonNode value = field(name);
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    return value.textValue();
  }

  public Optional<String> optionalText(String name) {
    return object.has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  public int integer(String name) {
    return Math.toIntExact(number(name));
  }

  public long number(String name) {
    JsonNode value = field(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "an integer");
    }
    return value.longValue();
  }

  public JsonReader object(String name) {
    return of(field(name), () -> at(name));
  }

  public Optional<JsonReader> optionalObject(String name) {
    return object.has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** A list of objects. */
  public <T> List<T> objects(String name, Function<JsonReader, T> read) {
    JsonNode list = list(name);
    List<T> items = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      int index = i;
      items.add(read.apply(of(list.get(i), () -> at(name) + "[" + index + "]")));
    }
    return items;
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    JsonNode list = list(name);
    List<String> items = new ArrayList<>(list.size());
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw wrong(name, "a list of texts");
      }
      items.add(item.textValue());
    }
    return items;
  }

  private JsonNode list(String name) {
    JsonNode value = field(name);
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    return value;
  }

  private JsonNode field(String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException(at(name) + " is missing");
    }
    return value;
  }

  private IllegalArgumentException wrong(String name, String right) {
    return new IllegalArgumentException(at(name) + " is not " + right);
  }

  private String at(String name) {
    String where = path.get();
    return where.isEmpty() ? name : where + "." + name;
  }
}
