package carafe.server.settings;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything the program was told, checked.
 *
 * @param dataDir what the embedded database keeps; not used with a database of one's own
 * @param config the whole of it, Pekko's and the other modules' parts included
 */
public record Settings(
    Http http, Path dataDir, Database database, EmbeddedPostgres embeddedPostgres, Config config) {

  /** Where to listen; port 0 is any free one. */
  public record Http(String host, int port) {}

  /**
   * The journal's database.
   *
   * @param own empty: the embedded one
   */
  public record Database(Optional<DatabaseLogin> own, int connectionsMax) {}

  /** How the database that comes with us is run. */
  public record EmbeddedPostgres(Path cacheDir, int port, Duration startTimeout) {}

  /** Without the configuration: passwords are in it. */
  @Override
  public String toString() {
    return "Settings[http=%s, dataDir=%s, database=%s, embeddedPostgres=%s]"
        .formatted(http, dataDir, database, embeddedPostgres);
  }
}
