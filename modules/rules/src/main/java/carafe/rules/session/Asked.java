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
  public Asked {
    options = List.copyOf(options);
  }
}
