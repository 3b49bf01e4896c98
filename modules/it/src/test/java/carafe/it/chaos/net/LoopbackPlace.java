package carafe.it.chaos.net;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A place on the loopback, told apart by its address: what the node says to others and to the
 * database is bound to it too.
 */
abstract class LoopbackPlace implements Network.Place {
  private final String address;

  LoopbackPlace(String address) {
    this.address = address;
  }

  /** {@code 127.213.x.}, different for tests that run at once. */
  static String range() {
    return "127.213." + ProcessHandle.current().pid() % 250 + ".";
  }

  static List<String> addresses(int count) {
    return IntStream.range(0, count).mapToObj(i -> range() + (11 + i)).toList();
  }

  @Override
  public final String address() {
    return address;
  }

  @Override
  public final List<String> prefix() {
    return List.of();
  }

  @Override
  public final Map<String, String> properties() {
    return Map.of("pekko.remote.artery.advanced.tcp.outbound-client-hostname", address);
  }

  @Override
  public final String databaseOptions() {
    return "?localSocketAddress=" + address;
  }
}
