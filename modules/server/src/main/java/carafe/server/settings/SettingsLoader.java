package carafe.server.settings;

import carafe.server.problem.StartProblem;
import carafe.server.start.Beside;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings, once: system properties win over the environment, that over the file, that
 * over what the program brings along.
 */
public final class SettingsLoader {
  private static final String ENVIRONMENT = "environment variable ";

  /** Of notice and spread together: with all that comes after them a stop is over within 30 s. */
  public static final Duration STOP_WAITS_MAX = Duration.ofSeconds(10);

  private SettingsLoader() {}

  /** Begins to read what the program brings along, beside whatever the start does meanwhile. */
  public static void begin() {
    var _ = Beside.begin(ConfigFactory::defaultReferenceUnresolved); // the library keeps it
  }

  /**
   * @throws StartProblem when a setting is unknown or wrong
   */
  public static Settings load(Optional<Path> file, Map<String, String> environment) {
    return load(file, environment, ConfigFactory.systemProperties());
  }

  static Settings load(Optional<Path> file, Map<String, String> environment, Config properties) {
    LogLevel.check(environment);
    try {
      Config variables = variables(environment);
      Config reference = ConfigFactory.defaultReferenceUnresolved();
      Config shipped = ConfigFactory.parseResources("application.conf").withFallback(reference);
      Config given = file.map(SettingsLoader::parse).orElseGet(ConfigFactory::empty);
      // Without their carafe, or every key they have would be known.
      Config known =
          reference
              .withOnlyPath("carafe")
              .withFallback(variables)
              .withFallback(properties.withoutPath("carafe"))
              .resolve()
              .withOnlyPath("carafe");
      KnownKeys keys = new KnownKeys(known);
      new KnownRoots(shipped).check(given.root());
      keys.checkGroups(given.root());
      keys.checkGroups(properties.root());
      Config layers =
          properties.withFallback(fromEnvironment(known)).withFallback(given).withFallback(shipped);
      Config config = without(variables, layers.withFallback(variables).resolve());
      keys.check(config);
      Variables.lookForMisspelt(environment.keySet(), text(reference.withOnlyPath("carafe")));
      return read(config);
    } catch (ConfigException.Parse | ConfigException.WrongType e) {
      throw new StartProblem("The settings cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(Config reference) {
    return reference.root().render(ConfigRenderOptions.concise());
  }

  private static Settings read(Config config) {
    Reader reader = new Reader(config);
    return new Settings(
        new Settings.Http(
            reader.nonEmpty("carafe.http.interface", "a host name or an address of this machine"),
            reader.number("carafe.http.port", 0, 65_535)),
        reader.folder("carafe.data-dir"),
        new Settings.Database(
            ownDatabase(reader), reader.number("carafe.database.connections-max", 2, 200)),
        new Settings.EmbeddedPostgres(
            reader.folder("carafe.embedded-postgres.cache-dir"),
            reader.number("carafe.embedded-postgres.port", 0, 65_535),
            reader.duration(
                "carafe.embedded-postgres.start-timeout",
                Duration.ofSeconds(1),
                Duration.ofHours(1))),
        ClusterReader.read(reader),
        new Settings.Management(
            reader.nonEmpty(
                "carafe.management.interface", "a host name or an address of this machine"),
            reader.number("carafe.management.port", 0, 65_535)),
        stop(reader),
        config);
  }

  private static Settings.Stop stop(Reader reader) {
    Duration notice = reader.duration("carafe.stop.notice", Duration.ZERO, STOP_WAITS_MAX);
    Duration spread = reader.duration("carafe.stop.spread", Duration.ZERO, STOP_WAITS_MAX);
    if (notice.plus(spread).compareTo(STOP_WAITS_MAX) > 0) {
      throw reader.wrong(
          "carafe.stop.spread",
          "at most %d s together with carafe.stop.notice".formatted(STOP_WAITS_MAX.toSeconds()));
    }
    return new Settings.Stop(notice, spread);
  }

  private static Optional<DatabaseLogin> ownDatabase(Reader reader) {
    String url = reader.text("carafe.database.url");
    String user = reader.text("carafe.database.user");
    String password = reader.text("carafe.database.password");
    if (url.isBlank()) {
      if (!user.isEmpty() || !password.isEmpty()) {
        throw new StartProblem(
            "carafe.database.user or password is set but carafe.database.url is not: set all"
                + " (CARAFE_DB_URL), or none for the embedded database");
      }
      return Optional.empty();
    }
    if (!DatabaseLogin.isPostgresUrl(url)) {
      // Not shown: a password may be anywhere in it.
      throw new StartProblem(
          "carafe.database.url (CARAFE_DB_URL) must look like jdbc:postgresql://host:5432/name,"
              + " with user and password in settings of their own");
    }
    return Optional.of(DatabaseLogin.of(url, user, password));
  }

  private static Config parse(Path file) {
    if (!Files.isReadable(file)) {
      throw new StartProblem(
          "The settings file %s %s"
              .formatted(file, Files.exists(file) ? "cannot be read" : "does not exist"));
    }
    if (Files.isDirectory(file)) { // which would be read as if nothing stood there
      throw new StartProblem(
          "The settings file %s is a folder: name the file that is in it".formatted(file));
    }
    return ConfigFactory.parseFile(
        file.toFile(), ConfigParseOptions.defaults().setOriginDescription(file.toString()));
  }

  /** Our variables as values that know where they come from. */
  private static Config variables(Map<String, String> environment) {
    Config config = ConfigFactory.empty();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().startsWith("CARAFE_")) {
        config =
            config.withValue(
                variable.getKey(),
                ConfigValueFactory.fromAnyRef(
                    variable.getValue(), ENVIRONMENT + variable.getKey()));
      }
    }
    return config;
  }

  private static Config without(Config variables, Config config) {
    Config rest = config;
    for (String variable : variables.root().keySet()) {
      rest = rest.withoutPath(variable);
    }
    return rest;
  }

  /** What the environment says of known keys, so that it can stand above the file. */
  private static Config fromEnvironment(Config known) {
    Config config = ConfigFactory.empty();
    for (var entry : known.entrySet()) {
      if (KnownKeys.origin(entry.getValue()).startsWith(ENVIRONMENT)) {
        config = config.withValue(entry.getKey(), entry.getValue());
      }
    }
    return config;
  }
}
