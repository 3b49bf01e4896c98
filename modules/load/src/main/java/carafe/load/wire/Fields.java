package carafe.load.wire;

import carafe.load.wire.Told.Option;
import carafe.load.wire.Told.Place;
import carafe.load.wire.Told.Rank;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one message: one pass over its JSON, whatever their order. */
final class Fields {
  /** Longest list that is kept; a room has at most 20,000 seats. */
  private static final int LIST_MAX = 100_000;

  private final Map<String, String> texts = new HashMap<>(8);
  private final Map<String, Integer> numbers = new HashMap<>(8);
  private @Nullable Boolean exists;
  private @Nullable List<Option> options;
  private @Nullable List<Rank> rankings;
  private @Nullable Place me;
  private int results = -1;

  /** Reads an object; the parser stands before it. */
  static Fields read(JsonParser json) throws IOException, Unreadable {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Unreadable("no JSON object");
    }
    Fields fields = new Fields();
    fields.members(json);
    if (json.nextToken() != null) {
      throw new Unreadable("more than one JSON object");
    }
    return fields;
  }

  private void members(JsonParser json) throws IOException, Unreadable {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (value) {
        case VALUE_STRING -> texts.put(name, json.getText());
        case VALUE_NUMBER_INT -> {
          // Deadlines and the like are larger, and of no interest here.
          if (json.getNumberType() == JsonParser.NumberType.INT) {
            numbers.put(name, json.getIntValue());
          }
        }
        case VALUE_TRUE, VALUE_FALSE -> {
          if (name.equals("exists")) {
            exists = value == JsonToken.VALUE_TRUE;
          }
        }
        case START_ARRAY -> list(name, json);
        case START_OBJECT -> {
          if (name.equals("me")) {
            Fields inner = new Fields();
            inner.members(json);
            me = new Place(inner.number("score"), inner.number("rank"));
          } else {
            json.skipChildren();
          }
        }
        default -> {}
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new Unreadable("an object without an end");
    }
  }

  private void list(String name, JsonParser json) throws IOException, Unreadable {
    switch (name) {
      case "options" -> {
        List<Option> list = new ArrayList<>(4);
        for (Fields one : objects(json)) {
          list.add(new Option(one.text("id"), one.text("text")));
        }
        options = list;
      }
      case "rankings" -> {
        List<Rank> list = new ArrayList<>();
        for (Fields one : objects(json)) {
          list.add(new Rank(one.text("pseudonym"), one.number("score"), one.number("rank")));
        }
        rankings = list;
      }
      case "results" -> results = objects(json).size();
      default -> json.skipChildren();
    }
  }

  private static List<Fields> objects(JsonParser json) throws IOException, Unreadable {
    List<Fields> list = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Fields one = new Fields();
      one.members(json);
      list.add(one);
      if (list.size() > LIST_MAX) {
        throw new Unreadable("a list of more than " + LIST_MAX);
      }
    }
    if (json.currentToken() != JsonToken.END_ARRAY) {
      throw new Unreadable("a list of something else than objects");
    }
    return list;
  }

  String text(String name) throws Unreadable {
    String value = texts.get(name);
    if (value == null) {
      throw new Unreadable("no text " + name);
    }
    return value;
  }

  Optional<String> maybeText(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  int number(String name) throws Unreadable {
    Integer value = numbers.get(name);
    if (value == null) {
      throw new Unreadable("no number " + name);
    }
    return value;
  }

  boolean has(String number) {
    return numbers.containsKey(number);
  }

  int numberOr(String name, int otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }

  boolean exists() {
    return Boolean.TRUE.equals(exists);
  }

  /** At least one: a phone could not choose among none. */
  List<Option> options() throws Unreadable {
    if (options == null || options.isEmpty()) {
      throw new Unreadable("no list options");
    }
    return options;
  }

  List<Rank> rankings() throws Unreadable {
    if (rankings == null) {
      throw new Unreadable("no list rankings");
    }
    return rankings;
  }

  Optional<Place> me() {
    return Optional.ofNullable(me);
  }

  /** -1: none. */
  int results() {
    return results;
  }
}
