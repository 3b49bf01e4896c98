package carafe.it.cluster;

import carafe.server.settings.DatabaseLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The row of a node that the test plays: what nodes see of one that is dead, cut off, or of another
 * kind.
 */
final class StrangerNode implements AutoCloseable {
  private static final int LOCKS = 0x43726631;

  private final Connection connection;
  private final int id;

  private StrangerNode(Connection connection, int id) {
    this.connection = connection;
    this.id = id;
  }

  /**
   * A member of a cluster of its own. Its lock is free until it {@link #lives}.
   *
   * @param silence since its last heartbeat, as PostgreSQL writes it
   */
  static StrangerNode in(
      TestDatabase database, String host, int port, int protocol, String silence) {
    DatabaseLogin login = database.login();
    try {
      Connection connection =
          DriverManager.getConnection(login.url(), login.user(), login.password());
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into carafe_node (host, port, uid, version, protocol, incarnation, heartbeat_at)
              values (?, ?, 1, '9.9.9', ?, ?, now() - ?::interval) returning id
              """)) {
        insert.setString(1, host);
        insert.setInt(2, port);
        insert.setInt(3, protocol);
        insert.setObject(4, UUID.randomUUID());
        insert.setString(5, silence);
        try (ResultSet row = insert.executeQuery()) {
          row.next();
          return new StrangerNode(connection, row.getInt(1));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Holds its lock from now on. */
  StrangerNode lives() {
    execute("select pg_advisory_lock(%d, %d)".formatted(LOCKS, id));
    return this;
  }

  /** As an orderly stop does. */
  void leaves() {
    execute("delete from carafe_node where id = " + id);
    execute("select pg_advisory_unlock(%d, %d)".formatted(LOCKS, id));
  }

  private void execute(String order) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(order);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
