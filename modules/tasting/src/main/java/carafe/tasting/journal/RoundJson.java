package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.session.Asked;
import carafe.rules.session.Option;
import carafe.rules.session.Round;

/** A round in the journal: the questions of a wine with their options in shuffled order. */
final class RoundJson {
  private RoundJson() {}

  static void write(Round round, JsonWriter out) {
    out.text("wine", round.wine()).objects("questions", round.questions(), RoundJson::write);
  }

  static Round read(JsonReader in) {
    return new Round(in.text("wine"), in.objects("questions", RoundJson::readAsked));
  }

  private static void write(Asked asked, JsonWriter out) {
    out.text("id", asked.id())
        .text("category", JournalNames.of(asked.category()))
        .objects("options", asked.options(), RoundJson::write)
        .text("correct", asked.correct());
  }

  private static Asked readAsked(JsonReader in) {
    return new Asked(
        in.text("id"),
        JournalNames.category(in.text("category")),
        in.objects("options", RoundJson::readOption),
        in.text("correct"));
  }

  private static void write(Option option, JsonWriter out) {
    out.text("id", option.id()).text("text", option.text());
  }

  private static Option readOption(JsonReader in) {
    return new Option(in.text("id"), in.text("text"));
  }
}
