package carafe.server.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.database.Database;
import carafe.server.settings.DatabaseLogin;
import carafe.server.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of which a pooler makes one session of the database. */
class NodeTableTest {
  private Connection shared;

  @BeforeEach
  void connect() throws SQLException {
    DatabaseLogin login = TestPostgres.freshDatabase();
    Database.open(login).close();
    shared = DriverManager.getConnection(login.url(), login.user(), login.password());
  }

  @AfterEach
  void close() throws SQLException {
    shared.close();
  }

  @Test
  void whoHoldsAnothersLockDoesNotLook() throws SQLException {
    NodeTable one = new NodeTable(shared);
    NodeTable two = new NodeTable(shared);
    int first = one.register(identity(1), Optional.empty());
    assertThat(one.look(1, first, one.backend()).ownLocked()).isTrue();
    int second = two.register(identity(2), Optional.empty());

    assertThatThrownBy(() -> two.look(1, second, two.backend()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("pooler");
  }

  @Test
  void theFormationLockIsGivenBackByWhoHoldsIt() throws SQLException {
    NodeTable table = new NodeTable(shared);
    assertThat(table.lockFormation(Formation.FORMING)).isTrue();
    table.unlockFormation(Formation.FORMING);

    assertThatThrownBy(() -> table.unlockFormation(Formation.FORMING))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void anotherBackendIsNoticed() throws SQLException {
    NodeTable table = new NodeTable(shared);
    int id = table.register(identity(1), Optional.empty());
    assertThat(table.isThere(id, table.backend())).isTrue();
    assertThat(table.isThere(id + 1, table.backend())).isFalse();

    assertThatThrownBy(() -> table.isThere(id, table.backend() + 1))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("pooler");
  }

  private static NodeIdentity identity(int number) {
    return new NodeIdentity(new NodeAddress("10.0.0." + number, 7355, number), "1", 1);
  }
}
