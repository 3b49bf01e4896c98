package carafe.server.node;

import carafe.server.database.Database;
import carafe.server.settings.DatabaseLogin;
import carafe.server.version.CarafeVersion;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;

/** The actor system's configuration: the settings, where the journal is, where the others are. */
final class NodeConfig {
  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.slick.db";
  private static final String ARTERY = "pekko.remote.artery";

  private NodeConfig() {}

  static Config of(Config settings, DatabaseLogin login, ClusterAddress address) {
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
        .withValue(ARTERY + ".canonical", place(address.host(), address.port()))
        .withValue(ARTERY + ".bind", place(address.bind().host(), address.bind().port()))
        .withValue(ProtocolChecker.KEY, ConfigValueFactory.fromAnyRef(CarafeVersion.PROTOCOL))
        .withFallback(appVersion())
        .withFallback(settings);
  }

  /** Of two releases in one cluster, sharding gives rooms that start to the newer one. */
  private static Config appVersion() {
    return CarafeVersion.packaged()
        .map(
            number ->
                ConfigFactory.empty()
                    .withValue("pekko.cluster.app-version", ConfigValueFactory.fromAnyRef(number)))
        .orElseGet(ConfigFactory::empty);
  }

  private static ConfigValue place(String host, int port) {
    return ConfigValueFactory.fromMap(
        Map.of("hostname", ClusterAddress.bracketed(host), "port", port));
  }
}
