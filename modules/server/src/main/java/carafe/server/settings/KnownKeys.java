package carafe.server.settings;

import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
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
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings that no module knows: a misspelt key would otherwise be a default in silence.
 */
final class KnownKeys {
  /** Its keys are names of the user's own, each with a class or with a group. */
  private static final String PARTIES = "carafe.parties";

  /** What may stand in such a group, besides the class. */
  private static final String PARTY = "carafe.party-defaults";

  private static final int SUGGESTION_DISTANCE_MAX = 4;
  private static final int PARTY_DISTANCE_MAX = 2;

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

  /**
   * Looks for values where groups belong before anything is resolved: they hide the group, and
   * whatever refers to it would be blamed.
   */
  void checkGroups(ConfigObject given) {
    checkGroups("", reference.root(), given);
  }

  private static void checkGroups(String path, ConfigObject known, ConfigObject given) {
    known.forEach(
        (name, expected) -> {
          String key = path.isEmpty() ? name : key(path, name);
          if (expected instanceof ConfigObject group && !key.equals(PARTIES)) {
            ConfigValue value = valueOf(given, name);
            if (value instanceof ConfigObject subgroup) {
              checkGroups(key, group, subgroup);
            } else if (value != null && isValue(value)) {
              throw noGroup(key, group, value);
            }
          }
        });
  }

  private static @Nullable ConfigValue valueOf(ConfigObject group, String name) {
    try {
      return group.get(name);
    } catch (ConfigException.NotResolved _) {
      return null; // looked at later
    }
  }

  /** Surely no group: what substitutions give is not known yet. */
  static boolean isValue(ConfigValue value) {
    try {
      return value.valueType() != ConfigValueType.OBJECT;
    } catch (ConfigException.NotResolved _) {
      return false;
    }
  }

  private static StartProblem noGroup(String key, ConfigObject group, ConfigValue value) {
    return new StartProblem(
        "%s: %s is a group of settings (%s), not a value"
            .formatted(origin(value), key, String.join(", ", sorted(group.keySet()))));
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
          throw noGroup(key, group, value);
        }
        if (key.equals(PARTIES)) {
          checkParties(subgroup);
        } else {
          check(key, group, subgroup);
        }
      } else if (value.valueType() == ConfigValueType.OBJECT) {
        throw new StartProblem(
            "%s: %s is one value, not a group of settings".formatted(origin(value), key));
      } else if (value.valueType() == ConfigValueType.NULL && !path.startsWith(PARTIES)) {
        throw new StartProblem(
            "%s: %s is null; leave it out for its default".formatted(origin(value), key));
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
          } else if (PartiesReader.isOff(value)) {
            checkSwitchedOff(name, value);
          }
        });
  }

  /**
   * Refuses only what looks misspelt: any other name may be that of a party which an included file
   * has, and this one switches off.
   */
  private void checkSwitchedOff(String name, ConfigValue value) {
    Set<String> shipped = reference.getObject(PARTIES).keySet();
    if (shipped.contains(name)) {
      return;
    }
    String key = key(PARTIES, name);
    shipped.stream()
        .filter(party -> Spelling.distance(party, name) <= PARTY_DISTANCE_MAX)
        .findFirst()
        .ifPresent(
            party -> {
              throw new StartProblem(
                  "%s: there is no party %s to be switched off; did you mean %s?"
                      .formatted(origin(value), key, key(PARTIES, party)));
            });
  }

  /** A quoted key that needs no quotes. */
  private static final String PLAIN = "^\"([A-Za-z0-9_-]+)\"$";

  /** Path of what has that name in a group. */
  static String key(String group, String name) {
    return group + "." + ConfigUtil.quoteString(name).replaceAll(PLAIN, "$1");
  }

  private String suggestion(String path, ConfigObject group, String key) {
    return misspelt(path, group, key)
        .or(() -> elsewhere(key))
        .map(candidate -> "did you mean " + candidate + "?")
        .orElseGet(() -> "%s has %s".formatted(path, String.join(", ", sorted(group.keySet()))));
  }

  private Optional<String> misspelt(String path, ConfigObject group, String key) {
    return nearest(
            key,
            Stream.concat(known().stream(), group.keySet().stream().map(name -> key(path, name))))
        .filter(candidate -> Spelling.distance(candidate, key) <= SUGGESTION_DISTANCE_MAX);
  }

  /** Of that name, in another group. */
  private Optional<String> elsewhere(String key) {
    String name = key.substring(key.lastIndexOf('.'));
    return nearest(key, known().stream().filter(candidate -> candidate.endsWith(name)));
  }

  private static Optional<String> nearest(String key, Stream<String> candidates) {
    return candidates.min(Comparator.comparingInt(candidate -> Spelling.distance(candidate, key)));
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
