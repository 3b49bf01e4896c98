package carafe.server.cluster.registry;

/**
 * One incarnation of a node: where others reach it, and which process that is.
 *
 * @param uid Pekko's; another process at the same host and port has another one
 */
public record NodeAddress(String host, int port, long uid) {
  /** Pekko writes IPv6 in brackets, the database has it without: it is the same node. */
  public NodeAddress {
    host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** {@code host:port}. */
  public String display() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
