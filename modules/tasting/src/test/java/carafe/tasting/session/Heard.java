package carafe.tasting.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.pekko.util.ByteString;

/** One message that a client got. */
record Heard(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Heard of(ByteString json) {
    try {
      return new Heard(JSON.readTree(json.toArrayUnsafe()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String type() {
    return json.path("type").asText();
  }

  boolean has(String field) {
    return json.has(field);
  }

  String text(String field) {
    return json.path(field).asText();
  }

  int number(String field) {
    return json.path(field).asInt();
  }

  long millis(String field) {
    return json.path(field).asLong();
  }

  JsonNode at(String field) {
    return json.path(field);
  }

  List<String> texts(String field) {
    return StreamSupport.stream(json.path(field).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
