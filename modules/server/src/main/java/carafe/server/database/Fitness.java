package carafe.server.database;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether a database can hold a journal at all: what is wrong with it for good would otherwise look
 * like one that is away, and be waited for.
 */
final class Fitness {
  /** The first that knows every setting of a lock session ({@code idle_session_timeout}). */
  private static final int VERSION_MIN = 14;

  private Fitness() {}

  /**
   * @throws StartProblem when it cannot
   */
  static void check(DatabaseLogin login, Connection connection) throws SQLException {
    checkVersion(login, connection.getMetaData().getDatabaseMajorVersion());
    if (isReadOnly(connection)) {
      throw new StartProblem(
          ("The database at %s takes no writes (a standby, or default_transaction_read_only): name"
                  + " the primary in CARAFE_DB_URL, or let the driver find it among several hosts"
                  + " with ?targetServerType=primary")
              .formatted(login.display()));
    }
  }

  static void checkVersion(DatabaseLogin login, int major) {
    if (major < VERSION_MIN) {
      throw new StartProblem(
          "The database at %s is PostgreSQL %d: Carafe needs %d or newer"
              .formatted(login.display(), major, VERSION_MIN));
    }
  }

  private static boolean isReadOnly(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show transaction_read_only")) {
      return row.next() && row.getString(1).equals("on");
    }
  }
}
