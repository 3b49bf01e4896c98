package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Answer;
import java.time.Instant;

/** An answer in the journal, with the time it reached the server. */
final class AnswerJson {
  private AnswerJson() {}

  static void write(Answer answer, JsonWriter out) {
    out.text("participant", answer.participant().value())
        .text("option", answer.option())
        .text("at", answer.at().toString());
  }

  static Answer read(JsonReader in) {
    return new Answer(
        new ParticipantId(in.text("participant")), in.text("option"), Instant.parse(in.text("at")));
  }
}
