package carafe.tasting.wire;

import carafe.rules.plan.Plan;
import carafe.rules.plan.PlanCheck;
import carafe.rules.plan.PlanCheck.Draft;
import carafe.rules.plan.PlanCheck.DraftQuestion;
import carafe.rules.plan.PlanCheck.DraftWine;
import java.util.ArrayList;
import java.util.List;

/** Reads the plan of a tasting out of a message: kinds here, values by {@link PlanCheck}. */
final class PlanReader {
  private PlanReader() {}

  /** The plan whose fields stand in this message. */
  static Plan read(ClientObject message) throws Wrong {
    ClientObject in = message.under(ErrorCode.INVALID_SESSION);
    var draft =
        new Draft(
            in.optionalText("title", "a text").orElse(""),
            in.integer("timerSeconds", "a whole number of seconds from 15 to 120"),
            wines(in));
    return switch (PlanCheck.check(draft)) {
      case PlanCheck.Valid valid -> valid.plan();
      case PlanCheck.Invalid invalid ->
          throw new Wrong(ErrorCode.INVALID_SESSION, invalid.field(), invalid.message() + ".");
    };
  }

  private static List<DraftWine> wines(ClientObject in) throws Wrong {
    List<DraftWine> wines = new ArrayList<>();
    for (ClientObject wine : in.objects("wines", "a list of 1 to 50 wines")) {
      wines.add(new DraftWine(wine.text("name", "a text"), questions(wine)));
    }
    return wines;
  }

  private static List<DraftQuestion> questions(ClientObject wine) throws Wrong {
    List<DraftQuestion> questions = new ArrayList<>();
    for (ClientObject question : wine.objects("questions", "a list of 1 to 20 questions")) {
      questions.add(
          new DraftQuestion(
              question.text("category", CATEGORY),
              question.text("correctAnswer", "a text"),
              question.texts("distractors", "a list of exactly 3 texts")));
    }
    return questions;
  }

  private static final String CATEGORY =
      "one of color, country, grape_variety, vintage_year, wine_name";
}
