package carafe.load.wire;

import carafe.load.plan.Tasting;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What hosts and phones say, as UTF-8. */
public final class Say {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields beside {@code type}. */
  private interface Rest {
    void write(JsonGenerator json) throws IOException;
  }

  private Say() {}

  public static byte[] createSession(String hostId, String hostKey, Tasting tasting) {
    return message(
        "create_session",
        json -> {
          json.writeStringField("title", tasting.title());
          json.writeStringField("hostId", hostId);
          json.writeStringField("hostKey", hostKey);
          json.writeNumberField("timerSeconds", Tasting.TIMER_SECONDS);
          json.writeArrayFieldStart("wines");
          for (Tasting.Round round : tasting.rounds()) {
            json.writeStartObject();
            json.writeStringField("name", round.wine());
            json.writeArrayFieldStart("questions");
            for (Tasting.Question question : round.questions()) {
              json.writeStartObject();
              json.writeStringField("category", question.category());
              json.writeStringField("correctAnswer", question.right());
              json.writeArrayFieldStart("distractors");
              for (String wrong : question.wrong()) {
                json.writeString(wrong);
              }
              json.writeEndArray();
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  public static byte[] joinSession(String code) {
    return message("join_session", json -> json.writeStringField("code", code));
  }

  public static byte[] rejoinSession(String token) {
    return message("rejoin_session", json -> json.writeStringField("rejoinToken", token));
  }

  public static byte[] submitAnswer(String questionId, String optionId) {
    return message(
        "submit_answer",
        json -> {
          json.writeStringField("questionId", questionId);
          json.writeStringField("optionId", optionId);
        });
  }

  /** {@code host:start} and the like. */
  public static byte[] command(String type) {
    return message(type, _ -> {});
  }

  private static byte[] message(String type, Rest rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      rest.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
