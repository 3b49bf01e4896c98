package carafe.server.settings;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.hooks.PartySettings;
import carafe.rooms.party.Cors;
import carafe.server.problem.StartProblem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code carafe.parties}, the parties of this server, and finds their classes. */
public final class PartiesReader {
  private static final String PARTIES = "carafe.parties";
  private static final String DEFAULTS = "carafe.party-defaults";
  private static final Set<String> OFF = Set.of("off", "false", "no", "null");

  private static final Duration PASSIVATE_AFTER_MIN = Duration.ofSeconds(1);
  private static final Duration PASSIVATE_AFTER_MAX = Duration.ofHours(24);
  private static final int CONNECTIONS_MAX = 100_000;

  /** Between two nodes, with what belongs to it, it has to fit into 4 MiB. */
  private static final int MESSAGE_BYTES_MAX = Connection.MESSAGE_BYTES_MAX;

  private final Config config;
  private final Reader reader;
  private final Set<String> reserved;

  private PartiesReader(Config config, Set<String> reserved) {
    this.config = config;
    this.reader = new Reader(config);
    this.reserved = reserved;
  }

  /**
   * All parties that are not switched off, by name.
   *
   * @param reserved names that are somebody else's
   * @throws StartProblem naming the party and what is wrong
   */
  public static List<PartySettings> read(Config config, Set<String> reserved) {
    return new PartiesReader(config, reserved).read();
  }

  private List<PartySettings> read() {
    List<PartySettings> read = new ArrayList<>();
    new TreeMap<>(config.getObject(PARTIES))
        .forEach(
            (name, value) -> {
              if (reserved.contains(name)) {
                throw problem(
                    value,
                    "%s: the name \"%s\" is taken by the game"
                        .formatted(KnownKeys.key(PARTIES, name), name));
              }
              if (!isOff(value)) {
                read.add(party(name, value));
              }
            });
    return read;
  }

  static boolean isOff(ConfigValue value) {
    return switch (value.valueType()) {
      case NULL -> true;
      case BOOLEAN, STRING ->
          OFF.contains(String.valueOf(value.unwrapped()).toLowerCase(Locale.ROOT));
      case OBJECT, LIST, NUMBER -> false;
    };
  }

  private PartySettings party(String name, ConfigValue value) {
    String key = KnownKeys.key(PARTIES, name);
    ConfigValue className = className(key, value);
    try {
      return new PartySettings(
          name,
          load(key, className),
          reader.duration(where(key, "passivate-after"), PASSIVATE_AFTER_MIN, PASSIVATE_AFTER_MAX),
          reader.number(where(key, "connections-max"), 1, CONNECTIONS_MAX),
          reader.bytes(where(key, "message-bytes-max"), 1, MESSAGE_BYTES_MAX),
          cors(where(key, "cors")));
    } catch (IllegalArgumentException e) {
      throw problem(value, key + ": " + e.getMessage());
    } catch (LinkageError e) {
      throw problem(className, "%s: %s".formatted(key, cannotLoad(className, e)));
    }
  }

  private static ConfigValue className(String key, ConfigValue value) {
    ConfigValue className = value instanceof ConfigObject group ? group.get("class") : value;
    if (className == null || className.valueType() != ConfigValueType.STRING) {
      throw problem(
          value,
          ("%s must name a class, as in %s = \"org.example.Chat\" or %s { class ="
                  + " \"org.example.Chat\" }, or be off")
              .formatted(key, key, key));
    }
    return className;
  }

  private static Class<? extends Party> load(String key, ConfigValue className) {
    String name = String.valueOf(className.unwrapped());
    try {
      // The loader of the program: a user's jar stands beside ours on the class path.
      Class<?> found = Class.forName(name, false, PartiesReader.class.getClassLoader());
      if (!Party.class.isAssignableFrom(found)) {
        throw problem(
            className,
            "%s: class %s is no party, it does not implement %s"
                .formatted(key, name, Party.class.getName()));
      }
      return found.asSubclass(Party.class);
    } catch (ClassNotFoundException _) {
      throw problem(
          className,
          "%s: there is no class %s on the class path (java -cp carafe.jar:my-party.jar carafe.Carafe serve)"
              .formatted(key, name));
    }
  }

  private static String cannotLoad(ConfigValue className, LinkageError e) {
    return "class %s cannot be loaded: %s".formatted(className.unwrapped(), e);
  }

  /** Under its own name or among the defaults. */
  private String where(String key, String setting) {
    String own = key + "." + setting;
    return config.getValue(key).valueType() == ConfigValueType.OBJECT && config.hasPath(own)
        ? own
        : DEFAULTS + "." + setting;
  }

  private Cors cors(String key) {
    List<String> origins;
    try {
      origins = config.getStringList(key);
    } catch (ConfigException.WrongType _) {
      throw problem(
          config.getValue(key),
          "%s must be a list of origins, such as [\"https://example.org\"]".formatted(key));
    }
    try {
      return new Cors(origins);
    } catch (IllegalArgumentException e) {
      throw problem(config.getValue(key), key + ": " + e.getMessage());
    }
  }

  private static StartProblem problem(ConfigValue value, String what) {
    return new StartProblem(KnownKeys.origin(value) + ": " + what);
  }
}
