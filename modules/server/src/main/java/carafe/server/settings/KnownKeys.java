package carafe.server.settings;

import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses settings that no module knows: a misspelt key would otherwise be a default in silence.
 */
final class KnownKeys {
  /** Its keys are names of the user's own, each with a class or with a group. */
  private static final String PARTIES = "carafe.parties";

  /** What may stand in such a group, besides the class. */
  private static final String PARTY = "carafe.party-defaults";

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
      String key = key(path, entry.getKey());
      ConfigValue value = entry.getValue();
      ConfigValue expected = known.get(entry.getKey());
      if (expected == null) {
        throw new StartProblem(
            "%s: there is no setting %s; %s"
                .formatted(origin(value), key, suggestion(path, known, key)));
      }
      if (expected instanceof ConfigObject group) {
        if (!(value instanceof ConfigObject subgroup)) {
          throw new StartProblem(
              "%s: %s is a group of settings (%s), not a value"
                  .formatted(origin(value), key, String.join(", ", sorted(group.keySet()))));
        }
        if (key.equals(PARTIES)) {
          checkParties(subgroup);
        } else {
          check(key, group, subgroup);
        }
      } else if (value.valueType() == ConfigValueType.OBJECT) {
        throw new StartProblem(
            "%s: %s is one value, not a group of settings".formatted(origin(value), key));
      }
    }
  }

  private void checkParties(ConfigObject given) {
    ConfigObject party =
        reference.getObject(PARTY).withValue("class", ConfigValueFactory.fromAnyRef(""));
    given.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject group) {
            check(key(PARTIES, name), party, group);
          }
        });
  }

  /** A quoted key that needs no quotes. */
  private static final String PLAIN = "^\"([A-Za-z0-9_-]+)\"$";

  /** Path of what has that name in a group. */
  static String key(String group, String name) {
    return group + "." + ConfigUtil.quoteString(name).replaceAll(PLAIN, "$1");
  }

  private String suggestion(String path, ConfigObject group, String key) {
    Optional<String> nearest =
        Stream.concat(known().stream(), group.keySet().stream().map(name -> key(path, name)))
            .min(Comparator.comparingInt(candidate -> Spelling.distance(candidate, key)))
            .filter(candidate -> Spelling.distance(candidate, key) <= SUGGESTION_DISTANCE_MAX);
    return nearest
        .map(candidate -> "did you mean " + candidate + "?")
        .orElseGet(() -> "%s has %s".formatted(path, String.join(", ", sorted(group.keySet()))));
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
