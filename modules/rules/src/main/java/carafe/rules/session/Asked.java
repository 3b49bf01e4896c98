package carafe.rules.session;

import carafe.rules.plan.Category;
import java.util.List;

/**
 * A question as the game asks it: options in their shuffled order.
 *
 * @param id opaque, unique in the session
 * @param correct id of the right option; reaches no participant before the reveal
 */
public record Asked(String id, Category category, List<Option> options, String correct) {
  /** What the right option is worth at the reveal; the others are worth nothing. */
  public static final int POINTS_RIGHT = 100;

  public Asked {
    options = List.copyOf(options);
  }

  public boolean offers(String option) {
    return options.stream().anyMatch(offered -> offered.id().equals(option));
  }

  public int pointsFor(String option) {
    return option.equals(correct) ? POINTS_RIGHT : 0;
  }
}
