package carafe.server.settings;

import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses settings that no module knows: a misspelt key would otherwise be a default in silence.
 */
final class KnownKeys {
  /** Groups whose keys are names of the user's own. */
  private static final Set<String> OPEN = Set.of("carafe.parties");

  private static final int SUGGESTION_DISTANCE_MAX = 4;

  private final Config reference;

  /**
   * @param reference what the modules' {@code reference.conf} say
   */
  KnownKeys(Config reference) {
    this.reference = reference;
  }

  void check(Config given) {
    check("carafe", reference.getObject("carafe"), given.getObject("carafe"));
  }

  private void check(String path, ConfigObject known, ConfigObject given) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String key = path + "." + ConfigUtil.quoteString(entry.getKey()).replaceAll(PLAIN, "$1");
      ConfigValue value = entry.getValue();
      ConfigValue expected = known.get(entry.getKey());
      if (expected == null) {
        throw new StartProblem(
            "%s: there is no setting %s; %s".formatted(origin(value), key, suggestion(path, key)));
      }
      if (OPEN.contains(key)) {
        continue;
      }
      if (expected instanceof ConfigObject group) {
        if (!(value instanceof ConfigObject subgroup)) {
          throw new StartProblem(
              "%s: %s is a group of settings (%s), not a value"
                  .formatted(origin(value), key, String.join(", ", sorted(group.keySet()))));
        }
        check(key, group, subgroup);
      } else if (value.valueType() == ConfigValueType.OBJECT) {
        throw new StartProblem(
            "%s: %s is one value, not a group of settings".formatted(origin(value), key));
      }
    }
  }

  /** A quoted key that needs no quotes. */
  private static final String PLAIN = "^\"([A-Za-z0-9_-]+)\"$";

  private String suggestion(String group, String key) {
    Optional<String> nearest =
        known().stream()
            .min(Comparator.comparingInt(candidate -> Spelling.distance(candidate, key)))
            .filter(candidate -> Spelling.distance(candidate, key) <= SUGGESTION_DISTANCE_MAX);
    return nearest
        .map(candidate -> "did you mean " + candidate + "?")
        .orElseGet(
            () ->
                "%s has %s"
                    .formatted(
                        group, String.join(", ", sorted(reference.getObject(group).keySet()))));
  }

  private List<String> known() {
    List<String> paths = new ArrayList<>();
    collect("carafe", reference.getObject("carafe"), paths);
    return paths;
  }

  private static void collect(String path, ConfigObject group, List<String> paths) {
    group.forEach(
        (name, value) -> {
          String key = path + "." + name;
          paths.add(key);
          if (value instanceof ConfigObject subgroup) {
            collect(key, subgroup, paths);
          }
        });
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  static String origin(ConfigValue value) {
    return value.origin().description();
  }
}
