package carafe.server.database;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database outside the journal: one small pool for everything that is not an event or a
 * snapshot (those have the journal's own), and a connection that asks whether it answers.
 */
public final class Database implements AutoCloseable {
  /**
   * The driver's properties, for every connection of the program.
   *
   * <p>Without a socket timeout a machine that vanished would hold its connections for ever;
   * batched inserts become one statement (75,259 rows/s against 1,714, STACK.md).
   */
  public static final Map<String, String> DRIVER_PROPERTIES =
      Map.of(
          "connectTimeout", "10",
          "socketTimeout", "60",
          "tcpKeepAlive", "true",
          "reWriteBatchedInserts", "true",
          "ApplicationName", "carafe");

  static final int CONNECTIONS_MAX = 4;

  /** What a node has open beside the journal's: this pool, {@link Liveness}, and its lock. */
  public static final int CONNECTIONS_BESIDE_THE_JOURNAL = CONNECTIONS_MAX + 2;

  private static final Duration CONNECTION_WAIT_MAX = Duration.ofSeconds(5);

  /** A URL may name several hosts, each of which gets its connect timeout. */
  private static final Duration LOGIN_WAIT_MAX = Duration.ofMinutes(1);

  /**
   * Of bringing the tables up to date, or of waiting for one's turn to; a script must be faster.
   */
  private static final Duration STEP_MAX = Migrations.TURN_WAIT_MAX.multipliedBy(2);

  private final DatabaseLogin login;
  private final HikariDataSource pool;
  private final Liveness liveness;

  private Database(DatabaseLogin login, HikariDataSource pool, Liveness liveness) {
    this.login = login;
    this.pool = pool;
    this.liveness = liveness;
  }

  /**
   * Reaches the database and brings its tables up to date.
   *
   * @throws StartProblem when it cannot be reached, lets us not in, takes no writes, is too old, or
   *     was written by a newer Carafe
   */
  public static Database open(DatabaseLogin login) {
    DataSource direct = direct(login);
    try (Connection connection = direct.getConnection()) {
      Fitness.check(login, connection);
    } catch (SQLException e) {
      throw DatabaseProblem.of(login, e);
    }
    new Migrations(login, direct).run();
    return new Database(login, pool(login), new Liveness(impatient(login)::getConnection));
  }

  /** For health checks: whatever takes longer than a few seconds has failed. */
  private static DataSource impatient(DatabaseLogin login) {
    PGSimpleDataSource source = direct(login);
    source.setConnectTimeout(2);
    source.setLoginTimeout(3);
    source.setSocketTimeout(3);
    return source;
  }

  /** For the start: a database that takes connections and says nothing fails it in the end. */
  static PGSimpleDataSource direct(DatabaseLogin login) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(login.url());
    source.setUser(login.user());
    source.setPassword(login.password());
    source.setConnectTimeout(10);
    source.setLoginTimeout((int) LOGIN_WAIT_MAX.toSeconds());
    source.setSocketTimeout((int) STEP_MAX.toSeconds());
    source.setTcpKeepAlive(true);
    source.setApplicationName("carafe");
    return source;
  }

  private static HikariDataSource pool(DatabaseLogin login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("carafe");
    config.setJdbcUrl(login.url());
    config.setUsername(login.user());
    config.setPassword(login.password());
    Properties properties = new Properties();
    properties.putAll(DRIVER_PROPERTIES);
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT_MAX.toMillis());
    // The database may be away now and then; whoever needs it is told so then.
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  public DatabaseLogin login() {
    return login;
  }

  /** Waits a bounded time for a connection when all are in use. */
  public DataSource dataSource() {
    return pool;
  }

  /** Asks over a connection of its own. */
  public Liveness liveness() {
    return liveness;
  }

  @Override
  public void close() {
    liveness.close();
    pool.close();
  }
}
