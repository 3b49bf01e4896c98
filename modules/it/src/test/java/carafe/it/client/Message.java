package carafe.it.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A JSON object the server sent: a message, or an object inside one. */
public record Message(JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();

  public static Message of(String text) {
    try {
      return new Message(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the server sent what is not JSON: " + text, e);
    }
  }

  public String type() {
    return text("type");
  }

  public boolean is(String type) {
    return json.path("type").asText("").equals(type);
  }

  public boolean has(String field) {
    return json.has(field);
  }

  /** Whether the field is there and says nothing. */
  public boolean isNull(String field) {
    return json.has(field) && json.get(field).isNull();
  }

  public String text(String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new AssertionError("no text \"" + field + "\" in " + json);
    }
    return value.textValue();
  }

  public long number(String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()) {
      throw new AssertionError("no whole number \"" + field + "\" in " + json);
    }
    return value.longValue();
  }

  public boolean flag(String field) {
    JsonNode value = json.path(field);
    if (!value.isBoolean()) {
      throw new AssertionError("no flag \"" + field + "\" in " + json);
    }
    return value.booleanValue();
  }

  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(field)) {
      texts.add(item.textValue());
    }
    return texts;
  }

  public List<Message> objects(String field) {
    List<Message> objects = new ArrayList<>();
    for (JsonNode item : list(field)) {
      objects.add(new Message(item));
    }
    return objects;
  }

  public Message object(String field) {
    JsonNode value = json.path(field);
    if (!value.isObject()) {
      throw new AssertionError("no object \"" + field + "\" in " + json);
    }
    return new Message(value);
  }

  /** The names of the fields, in order of the alphabet. */
  public List<String> fields() {
    var names = new TreeSet<String>();
    json.fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private JsonNode list(String field) {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw new AssertionError("no list \"" + field + "\" in " + json);
    }
    return value;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
