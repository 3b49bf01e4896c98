package carafe.tasting.wire;

import carafe.rules.plan.Category;
import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;
import java.util.List;

/** Plans for tests; their texts are of several scripts on purpose. */
public final class Plans {
  private Plans() {}

  /** Two wines with two questions and one, in NFC. */
  public static Plan evening() {
    return new Plan(
        "Soirée 🍷 ערב יין",
        30,
        List.of(
            new Wine(
                "Château Margaux",
                List.of(
                    new Question(
                        Category.COLOR, "Ruby red", List.of("Golden yellow", "Rosé", "Amber")),
                    new Question(
                        Category.COUNTRY, "France", List.of("Ελλάδα", "საქართველო", "لبنان")))),
            new Wine(
                "Grüner Veltliner \"Smaragd\"",
                List.of(
                    new Question(
                        Category.GRAPE_VARIETY,
                        "Grüner Veltliner",
                        List.of("Riesling", "Zierfandler", "甲州"))))));
  }
}
