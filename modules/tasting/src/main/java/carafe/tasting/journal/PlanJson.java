package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;

/** A tasting plan in the journal. */
final class PlanJson {
  private PlanJson() {}

  static void write(Plan plan, JsonWriter out) {
    out.text("title", plan.title())
        .number("timerSeconds", plan.timerSeconds())
        .objects("wines", plan.wines(), PlanJson::write);
  }

  static Plan read(JsonReader in) {
    return new Plan(
        in.text("title"), in.integer("timerSeconds"), in.objects("wines", PlanJson::readWine));
  }

  private static void write(Wine wine, JsonWriter out) {
    out.text("name", wine.name()).objects("questions", wine.questions(), PlanJson::write);
  }

  private static Wine readWine(JsonReader in) {
    return new Wine(in.text("name"), in.objects("questions", PlanJson::readQuestion));
  }

  private static void write(Question question, JsonWriter out) {
    out.text("category", JournalNames.of(question.category()))
        .text("correctAnswer", question.correctAnswer())
        .texts("distractors", question.distractors());
  }

  private static Question readQuestion(JsonReader in) {
    return new Question(
        JournalNames.category(in.text("category")),
        in.text("correctAnswer"),
        in.texts("distractors"));
  }
}
