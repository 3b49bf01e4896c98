package carafe.server.cluster.registry;

/**
 * One incarnation of a node: where others reach it, and which process that is.
 *
 * @param uid Pekko's; another process at the same host and port has another one
 */
public record NodeAddress(String host, int port, long uid) {
  /** {@code host:port}. */
  public String display() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
