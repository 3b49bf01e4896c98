package carafe.it.chaos.net;

/** From what a node is cut off; packets are dropped, so that nobody is told. */
public enum Cut {
  /** The other nodes; clients and the database still reach it. */
  NODES,
  /** What the other nodes say does not reach it, what it says reaches them. */
  HEARING_NODES,
  /** The database; nodes and clients still reach it. */
  DATABASE,
  /** Everything. */
  ALL
}
