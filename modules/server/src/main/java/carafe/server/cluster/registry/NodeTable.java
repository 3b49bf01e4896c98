package carafe.server.cluster.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements of a lock session: the table {@code carafe_node} and its advisory locks. */
final class NodeTable {
  /** First key of all our locks ("Crf1"); the second is the row's id, or {@link #FORMATION}. */
  static final int LOCKS = 0x43726631;

  /** No row's id: those begin at 1. */
  static final int FORMATION = 0;

  /** Server-side, so that the lock of a machine that vanished is gone after 10 s + 3 times 5 s. */
  private static final List<String> SET_UP =
      List.of(
          "set tcp_keepalives_idle = 10",
          "set tcp_keepalives_interval = 5",
          "set tcp_keepalives_count = 3",
          "set tcp_user_timeout = 25000",
          // Whoever administers the database may end idle sessions; this one is always idle.
          "set idle_session_timeout = 0");

  // Which of our locks are held, by whom; the database's oid, for locks of others look alike.
  private static final String HELD =
      """
      with held as materialized (
        select objid::bigint as id, pid, mode
        from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2 and classid = %d::oid
          and database = (select oid from pg_database where datname = current_database())
      )
      """
          .formatted(LOCKS);

  private static final String NOT_HELD = "not exists (select from held h where h.id = n.id)";

  private final Connection connection;

  NodeTable(Connection connection) {
    this.connection = connection;
  }

  void setUp() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : SET_UP) {
        statement.execute(setting);
      }
    }
  }

  int backend() throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement("select pg_backend_pid()")) {
      return number(ask);
    }
  }

  /**
   * Whether the row is still there.
   *
   * @throws SQLException when another backend answers than the one that holds the locks
   */
  boolean isThere(int id, int backend) throws SQLException {
    try (PreparedStatement ask =
        connection.prepareStatement(
            "select pg_backend_pid(), exists(select from carafe_node where id = ?)")) {
      ask.setInt(1, id);
      try (ResultSet row = ask.executeQuery()) {
        if (!row.next() || row.getInt(1) != backend) {
          throw anotherBackend();
        }
        return row.getBoolean(2);
      }
    }
  }

  private static SQLException anotherBackend() {
    return new SQLException(
        "The database's session changes from statement to statement: a pooler in between?");
  }

  /** A new row, its lock held before anybody can see it. */
  int register(NodeIdentity self, Optional<UUID> cluster) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into carafe_node (host, port, uid, version, protocol, incarnation)
            values (?, ?, ?, ?, ?, ?) returning id
            """)) {
      insert.setString(1, self.address().host());
      insert.setInt(2, self.address().port());
      insert.setLong(3, self.address().uid());
      insert.setString(4, self.version());
      insert.setInt(5, self.protocol());
      insert.setObject(6, cluster.orElse(null));
      int id = number(insert);
      if (!lock(id)) {
        throw new SQLException("The lock of a new row is held by somebody else");
      }
      connection.commit();
      return id;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  boolean lock(int id) throws SQLException {
    return lock("select pg_try_advisory_lock(?, ?)", id);
  }

  boolean lockFormation(Formation how) throws SQLException {
    return lock(
        how == Formation.FORMING
            ? "select pg_try_advisory_lock(?, ?)"
            : "select pg_try_advisory_lock_shared(?, ?)",
        FORMATION);
  }

  void unlockFormation(Formation how) throws SQLException {
    boolean held =
        lock(
            how == Formation.FORMING
                ? "select pg_advisory_unlock(?, ?)"
                : "select pg_advisory_unlock_shared(?, ?)",
            FORMATION);
    if (!held) {
      throw anotherBackend();
    }
  }

  private boolean lock(String call, int key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(call)) {
      statement.setInt(1, LOCKS);
      statement.setInt(2, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Whether the row is still there. */
  boolean beat(int id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update carafe_node set heartbeat_at = clock_timestamp() where id = ?")) {
      update.setInt(1, id);
      return update.executeUpdate() == 1;
    }
  }

  /** Whether the row is still there. */
  boolean enter(int id, UUID cluster) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update carafe_node set incarnation = ? where id = ?")) {
      update.setObject(1, cluster);
      update.setInt(2, id);
      return update.executeUpdate() == 1;
    }
  }

  void remove(int id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from carafe_node where id = ?")) {
      delete.setInt(1, id);
      delete.executeUpdate();
    }
  }

  /** Removes those of these rows whose nodes do not hold their locks. */
  void forget(Collection<Integer> ids) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            HELD + "delete from carafe_node n where id = any (?) and " + NOT_HELD)) {
      delete.setArray(1, connection.createArrayOf("integer", ids.toArray()));
      delete.executeUpdate();
    }
  }

  /** Removes the rows of nodes that have been silent for so long, and do not hold their locks. */
  void forgetSilent(Duration silence) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            HELD
                + "delete from carafe_node n where heartbeat_at < clock_timestamp() -"
                + " make_interval(secs => ?) and "
                + NOT_HELD)) {
      delete.setDouble(1, (double) silence.toSeconds());
      delete.executeUpdate();
    }
  }

  /**
   * In one statement: what it says was true together.
   *
   * @throws SQLException also when another backend answers than the one that holds the locks
   */
  Look look(long session, int own, int backend) throws SQLException {
    try (PreparedStatement ask =
            connection.prepareStatement(
                HELD
                    + """
                    select n.id, host, port, uid, version, protocol, incarnation,
                      extract(epoch from clock_timestamp() - heartbeat_at) * 1000 as silent_ms,
                      h.pid as holder, pg_backend_pid() as backend
                    from carafe_node n left join held h on h.id = n.id
                    order by n.id
                    """);
        ResultSet row = ask.executeQuery()) {
      List<NodeRow> rows = new ArrayList<>();
      boolean ownLocked = false;
      while (row.next()) {
        if (row.getInt("backend") != backend) {
          throw anotherBackend();
        }
        int holder = row.getInt("holder");
        boolean locked = !row.wasNull();
        int id = row.getInt("id");
        if (id != own && locked && holder == backend) {
          // Its lock would be ours too, and outlive it.
          throw anotherBackend();
        }
        ownLocked |= id == own && locked && holder == backend;
        rows.add(
            new NodeRow(
                id,
                new NodeAddress(row.getString("host"), row.getInt("port"), row.getLong("uid")),
                row.getString("version"),
                row.getInt("protocol"),
                Optional.ofNullable(row.getObject("incarnation", UUID.class)),
                Duration.ofMillis(Math.max(0, row.getLong("silent_ms"))),
                locked));
      }
      return new Look(session, own, ownLocked, rows);
    }
  }

  private static int number(PreparedStatement ask) throws SQLException {
    try (ResultSet row = ask.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("No answer");
      }
      return row.getInt(1);
    }
  }
}
