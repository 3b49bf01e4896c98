package carafe.it.balancer;

import carafe.it.client.Address;

/** Something that runs before nodes and shows phones one address. */
interface Balancer extends AutoCloseable {
  Address address();

  /** All it has said. */
  String log();

  /** Waits until it has said this. */
  void awaitLog(String part);

  @Override
  void close();
}
