package carafe.it.cluster;

import carafe.it.process.Ports;
import carafe.it.server.Database;
import carafe.it.server.PreparedDatabase;
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
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL of the test's own that several nodes share; it may be stopped, started again on the
 * same port, paused, and asked.
 */
public final class TestDatabase implements AutoCloseable {
  /** As many as {@code carafe postgres} takes. */
  private static final int CONNECTIONS_MAX = 200;

  private final Path folder;
  private final int port = Ports.free();
  private EmbeddedPostgres postgres;

  private TestDatabase(Path folder) {
    this.folder = folder;
    postgres = run();
  }

  /** A new one, empty. */
  public static TestDatabase start() {
    try {
      Path all = Files.createDirectories(Path.of("target", "cluster-databases"));
      Path folder = Files.createTempDirectory(all, "postgres-").toAbsolutePath();
      PreparedDatabase.copyTo(folder);
      return new TestDatabase(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres run() {
    return new EmbeddedPostgres(
            folder,
            new Settings.EmbeddedPostgres(PreparedDatabase.cache(), port, Duration.ofMinutes(1)),
            CONNECTIONS_MAX)
        .start();
  }

  /** With the tables that the first node would make. */
  public TestDatabase withTables() {
    carafe.server.database.Database.open(login()).close();
    return this;
  }

  public DatabaseLogin login() {
    return postgres.login();
  }

  /** Ends all its connections. */
  public void stop() {
    postgres.close();
  }

  public void startAgain() {
    postgres = run();
  }

  /** Its processes, all of them children of this JVM: to be paused or killed. One at a time. */
  public Database processes() {
    return new Database(ProcessHandle.current().pid());
  }

  public void execute(String order) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(order);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The first column of what it answers. */
  public List<String> ask(String question) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(String.valueOf(row.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(login().url(), login().user(), login().password());
  }

  @Override
  public void close() {
    postgres.close();
  }
}
