package carafe.server.database;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import java.sql.SQLException;

/** What a refusal of the database means for the person who starts the program. */
final class DatabaseProblem {
  private DatabaseProblem() {}

  static StartProblem of(DatabaseLogin login, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String where = login.display();
    String line =
        switch (state) {
          case "28P01", "28000" ->
              "The database at %s does not let %s in: check CARAFE_DB_USER and CARAFE_DB_PASSWORD"
                  .formatted(where, user(login));
          case "3D000" ->
              "There is no such database: %s; create it, or mend CARAFE_DB_URL".formatted(where);
          case "42501" ->
              "%s may not make the journal's tables in %s (%s): make it the owner of the database"
                  .formatted(user(login), where, e.getMessage());
          default ->
              state.startsWith("08")
                  ? "The database at %s cannot be reached: %s".formatted(where, reason(e))
                  : "The database at %s refuses: %s".formatted(where, e.getMessage());
        };
    return new StartProblem(line, e);
  }

  private static String reason(SQLException e) {
    // "The connection attempt failed." alone tells nobody that the host name is wrong.
    return e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause() + ")");
  }

  private static String user(DatabaseLogin login) {
    return login.user().isEmpty() ? "the user without a name" : "\"" + login.user() + "\"";
  }
}
