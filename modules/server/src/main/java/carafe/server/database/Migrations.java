package carafe.server.database;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our tables, by versioned scripts that each run once. Several servers may start at once: they take
 * turns, by an advisory lock of the database. Flyway has one too, but makes its own table outside
 * of it: two on a new database could find that of the other made, and empty, and give up.
 */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String HISTORY_TABLE = "carafe_schema_history";

  /** Only a number that nobody else takes. */
  static final long TURN = 0x6361_7261_6665L;

  /** The scripts take a fraction of a second. */
  static final Duration TURN_WAIT_MAX = Duration.ofMinutes(1);

  private final DatabaseLogin login;
  private final DataSource source;

  Migrations(DatabaseLogin login, DataSource source) {
    this.login = login;
    this.source = source;
  }

  void run() {
    // The lock ends with its connection.
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = " + TURN_WAIT_MAX.toMillis());
      statement.execute("select pg_advisory_lock(" + TURN + ")");
      migrate();
    } catch (SQLException e) {
      throw DatabaseProblem.of(login, e);
    }
  }

  private void migrate() {
    try {
      Flyway flyway =
          Flyway.configure()
              .dataSource(source)
              .locations("classpath:carafe/server/database")
              .table(HISTORY_TABLE)
              // A database that holds other things too is welcome; ours begin at version 1.
              .baselineOnMigrate(true)
              .baselineVersion("0")
              // By default applied scripts that are newer than the program are passed over.
              .ignoreMigrationPatterns(new String[0])
              .load();
      refuseNewer(flyway.info().all());
      int executed = flyway.migrate().migrationsExecuted;
      if (executed > 0) {
        LOG.info("Brought the database's tables up to date ({} steps)", executed);
      }
    } catch (FlywayException e) {
      throw problem(e);
    }
  }

  private void refuseNewer(MigrationInfo[] scripts) {
    Arrays.stream(scripts)
        .filter(script -> script.getState().isApplied() && !script.getState().isResolved())
        .reduce((_, last) -> last)
        .ifPresent(
            script -> {
              throw new StartProblem(
                  "The database at %s was written by a newer Carafe (its tables have version %s):"
                          .formatted(login.display(), script.getVersion())
                      + " start that one, this one would not understand what it wrote");
            });
  }

  private StartProblem problem(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return DatabaseProblem.of(login, refusal);
      }
    }
    return new StartProblem(
        "The tables of the database at %s cannot be brought up to date: %s"
            .formatted(login.display(), e.getMessage()),
        e);
  }
}
