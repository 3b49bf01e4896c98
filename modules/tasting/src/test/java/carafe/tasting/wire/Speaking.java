package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Answered;
import carafe.rooms.party.ClientLanguage.Reading;
import carafe.rooms.party.ClientLanguage.Understood;
import carafe.rules.chance.Seed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Says things in a language and takes the answers apart. */
final class Speaking {
  static final Seed SEED = new Seed("5eed".repeat(16));

  private static final JsonMapper JSON = new JsonMapper();

  private Speaking() {}

  static ClientLanguage language() {
    return new GameLanguage(false, () -> SEED);
  }

  static ClientLanguage keyedLanguage() {
    return new GameLanguage(true, () -> SEED);
  }

  static Reading say(ClientLanguage language, String text) {
    return language.text(text.getBytes(StandardCharsets.UTF_8));
  }

  static FromClient understood(Reading reading) {
    return switch (reading) {
      case Understood r -> (FromClient) r.message();
      case Answered r -> throw new AssertionError("answered " + json(r.answer()));
    };
  }

  /** The {@code error} message that was the answer. */
  static JsonNode answer(Reading reading) {
    return switch (reading) {
      case Understood r -> throw new AssertionError("understood " + r.message());
      case Answered r -> json(r.answer());
    };
  }

  static JsonNode json(Frame frame) {
    byte[] wire = frame.wire().toArray();
    int header = wire[1] == 126 ? 4 : 2;
    try {
      return JSON.readTree(wire, header, wire.length - header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
