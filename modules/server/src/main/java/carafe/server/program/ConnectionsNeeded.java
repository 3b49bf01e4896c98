package carafe.server.program;

import carafe.server.database.Database;
import carafe.server.settings.Settings;

/** How many connections the embedded database takes: PostgreSQL wants to know when it starts. */
final class ConnectionsNeeded {
  /** Three that PostgreSQL keeps for superusers, those of a start, and pg_dump or psql. */
  private static final int SPARE = 10;

  private static final int ONE_NODE_MIN = 60;
  private static final int NODES_MIN = 200;

  /** Three, and one that replaces one of them. */
  private static final int NODES = 4;

  private ConnectionsNeeded() {}

  static int ofOneNode(Settings.Database settings) {
    return Math.max(ONE_NODE_MIN, ofANode(settings) + SPARE);
  }

  /** Of nodes with the same settings. */
  static int ofNodes(Settings.Database settings) {
    return Math.max(NODES_MIN, NODES * ofANode(settings) + SPARE);
  }

  private static int ofANode(Settings.Database settings) {
    return settings.connectionsMax() + Database.CONNECTIONS_BESIDE_THE_JOURNAL;
  }
}
