package carafe.server.node;

import carafe.server.database.Database;
import carafe.server.settings.DatabaseLogin;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;

/** The actor system's configuration: the settings, and where the journal is. */
final class NodeConfig {
  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.slick.db";

  private NodeConfig() {}

  static Config of(Config settings, DatabaseLogin login) {
    return ConfigFactory.empty()
        .withValue(
            DATABASE,
            ConfigValueFactory.fromMap(
                Map.of(
                    "url",
                    login.url(),
                    "user",
                    login.user(),
                    "password",
                    login.password(),
                    "properties",
                    Database.DRIVER_PROPERTIES)))
        .withFallback(settings);
  }
}
