package carafe.server.database;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our tables, by versioned scripts that each run once. Several servers may start at once: Flyway
 * works under an advisory lock of the database.
 */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final String HISTORY_TABLE = "carafe_schema_history";

  private final DatabaseLogin login;
  private final DataSource source;

  Migrations(DatabaseLogin login, DataSource source) {
    this.login = login;
    this.source = source;
  }

  void run() {
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
