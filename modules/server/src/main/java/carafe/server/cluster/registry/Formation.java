package carafe.server.cluster.registry;

/**
 * How a node holds the lock that keeps two clusters from forming.
 *
 * <p>Who forms a cluster holds it alone. Who joins one shares it, from before it asks until its row
 * says so: so whoever holds it alone knows that every member has said so in its row.
 */
public enum Formation {
  NONE,
  JOINING,
  FORMING
}
