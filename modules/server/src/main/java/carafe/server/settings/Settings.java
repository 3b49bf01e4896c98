package carafe.server.settings;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything the program was told, checked.
 *
 * @param dataDir what the embedded database keeps; not used with a database of one's own
 * @param config the whole of it, Pekko's and the other modules' parts included
 */
public record Settings(
    Http http,
    Path dataDir,
    Database database,
    EmbeddedPostgres embeddedPostgres,
    Cluster cluster,
    Management management,
    Stop stop,
    Config config) {

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

  /**
   * How nodes find and reach each other.
   *
   * @param host by which others reach this one; empty: by which it reaches the database
   * @param port 0: the one it is bound to
   * @param bindHost empty: the host
   * @param bindPort empty: the port
   * @param seedNodes none: those that the database knows
   * @param tls empty: plain TCP
   */
  public record Cluster(
      Optional<String> host,
      int port,
      Optional<String> bindHost,
      OptionalInt bindPort,
      List<HostAndPort> seedNodes,
      Duration stableAfter,
      Optional<Tls> tls) {
    public Cluster {
      seedNodes = List.copyOf(seedNodes);
    }
  }

  /** An address as people write it, {@code host:port}; IPv6 in brackets. */
  public record HostAndPort(String host, int port) {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** PEM files. */
  public record Tls(Path certificate, Path key, Path authority) {}

  /** Where operators ask; port 0 is any free one. */
  public record Management(String host, int port) {}

  /**
   * @param notice from "not ready" to the first closed connection
   * @param spread from the first closed connection to the last
   */
  public record Stop(Duration notice, Duration spread) {}

  /** Without the configuration: passwords are in it. */
  @Override
  public String toString() {
    return "Settings[http=%s, dataDir=%s, database=%s, embeddedPostgres=%s, cluster=%s, management=%s, stop=%s]"
        .formatted(http, dataDir, database, embeddedPostgres, cluster, management, stop);
  }
}
