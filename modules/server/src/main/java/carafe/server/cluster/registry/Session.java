package carafe.server.cluster.registry;

import carafe.server.settings.DatabaseLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a {@link LockSession}, and what it holds. */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  final long number;
  final NodeTable table;
  final int backend;

  /** Whether it has the lock of the node's row. */
  boolean locked;

  private final Connection connection;
  private final long sinceNanos = System.nanoTime();
  private long beatNanos = sinceNanos;

  private Session(long number, Connection connection, NodeTable table) throws SQLException {
    this.number = number;
    this.connection = connection;
    this.table = table;
    table.setUp();
    backend = table.backend();
  }

  /**
   * @param number how many this node has had, with this one
   */
  static Session open(DatabaseLogin login, long number) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("ApplicationName", "carafe-node");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("socketTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    Connection connection = DriverManager.getConnection(login.url(), properties);
    try {
      return new Session(number, connection, new NodeTable(connection));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - sinceNanos > age.toNanos();
  }

  boolean beatIsDue(Duration every) {
    return System.nanoTime() - beatNanos > every.toNanos();
  }

  void hasBeaten() {
    beatNanos = System.nanoTime();
  }

  /** Ends it, whatever it is doing; by any thread. */
  void cut() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("Could not cut a connection", e);
    }
  }
}
