package carafe.server.settings;

import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses what a settings file says outside {@code carafe} and its libraries' groups, which nobody
 * would read.
 */
final class KnownRoots {
  private static final String OURS = "carafe";
  private static final int SUGGESTION_DISTANCE_MAX = 2;

  private final ConfigObject shipped;

  /**
   * @param shipped what Carafe and its libraries bring along, not yet resolved
   */
  KnownRoots(Config shipped) {
    this.shipped = shipped.root();
  }

  void check(ConfigObject file) {
    file.forEach(
        (name, value) -> {
          ConfigValue expected = shipped.get(name);
          if (expected == null) {
            throw new StartProblem(
                "%s: there is no setting %s; %s"
                    .formatted(KnownKeys.origin(value), name, suggestion(name)));
          }
          if (expected instanceof ConfigObject && !OURS.equals(name) && KnownKeys.isValue(value)) {
            throw new StartProblem(
                "%s: %s is a group of settings, not a value"
                    .formatted(KnownKeys.origin(value), name));
          }
        });
  }

  private String suggestion(String name) {
    int distanceMax = Math.min(SUGGESTION_DISTANCE_MAX, name.length() - 1);
    return candidates()
        .filter(candidate -> distance(candidate, name) <= distanceMax)
        .min(Comparator.comparingInt(candidate -> distance(candidate, name)))
        .map(candidate -> "did you mean " + candidate + "?")
        .orElseGet(
            () ->
                "Carafe's own are under %s, those of its libraries under %s"
                    .formatted(
                        OURS,
                        shipped.keySet().stream()
                            .filter(root -> !OURS.equals(root))
                            .sorted()
                            .collect(Collectors.joining(", "))));
  }

  /** Roots, and what somebody may have meant who left {@code carafe} out. */
  private Stream<String> candidates() {
    return Stream.concat(shipped.keySet().stream(), ours());
  }

  private Stream<String> ours() {
    return shipped.get(OURS) instanceof ConfigObject group
        ? group.keySet().stream().map(name -> OURS + "." + name)
        : Stream.empty();
  }

  private static int distance(String candidate, String name) {
    return Spelling.distance(last(candidate), name);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
