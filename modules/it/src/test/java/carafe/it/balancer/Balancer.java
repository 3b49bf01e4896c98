package carafe.it.balancer;

import carafe.it.client.Address;

/** Something that runs before nodes and shows phones one address. */
abstract sealed class Balancer implements AutoCloseable permits HaProxy, Nginx {
  private final int port;
  private final BalancerProcess process;

  /** Returns once it listens. */
  Balancer(String host, int port, BalancerProcess process) {
    this.port = port;
    this.process = process;
    process.await("it listens", () -> BalancerProcess.accepts(host, port));
  }

  /** For those who speak to 127.0.0.1. */
  public final Address address() {
    return new Address(port);
  }

  public final int port() {
    return port;
  }

  final BalancerProcess process() {
    return process;
  }

  /** All it has said. */
  public final String log() {
    return process.log();
  }

  /** Waits until it has said this. */
  public final void awaitLog(String part) {
    process.await("it says" + part, () -> log().contains(part));
  }

  @Override
  public final void close() {
    process.close();
  }
}
