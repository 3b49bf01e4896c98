package carafe.server.testing;

import carafe.server.postgres.EmbeddedPostgres;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of this JVM; each takes a database of its own. */
public final class TestPostgres {
  /** Six classes of tests at a time. */
  private static final int CONNECTIONS_MAX = 200;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private TestPostgres() {}

  /** Started when the first test asks, stopped with the JVM. */
  private static final class Running {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            new EmbeddedPostgres(
                    Files.createTempDirectory(Path.of("target"), "test-postgres-").toAbsolutePath(),
                    new Settings.EmbeddedPostgres(cache(), 0, Duration.ofMinutes(1)),
                    CONNECTIONS_MAX)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The folder real servers use too: unpacked once on this machine. */
  public static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "carafe");
  }

  /** A new, empty database. */
  public static DatabaseLogin freshDatabase() throws SQLException {
    String name = "test_" + NUMBERS.incrementAndGet();
    DatabaseLogin server = Running.POSTGRES.login();
    execute(server, "create database " + name);
    return new DatabaseLogin(
        server.url().replaceFirst("/postgres$", "/" + name), server.user(), server.password());
  }

  public static void execute(DatabaseLogin login, String order) throws SQLException {
    try (Connection connection = connect(login);
        Statement statement = connection.createStatement()) {
      statement.execute(order);
    }
  }

  /** The one value it answers with. */
  public static String ask(DatabaseLogin login, String question) throws SQLException {
    try (Connection connection = connect(login);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(DatabaseLogin login) throws SQLException {
    return DriverManager.getConnection(login.url(), login.user(), login.password());
  }
}
