package carafe.load.loop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;

/**
 * Which address a connection comes from. One address has about 28,000 ports for connections to one
 * server; the loopback may have many addresses.
 *
 * @param loopback whether the server is on it, and there are many
 * @param portsEach how many connections one address is used for
 */
public record Sources(boolean loopback, int portsEach) {
  /** Of an address's ports this share is used: others on this machine connect as well. */
  private static final double SHARE = 0.9;

  private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int USUAL_PORTS = 28_232;

  public static Sources of(Target target) {
    return new Sources(
        target.isLoopback() && isV4(target) && hasWholeLoopback(), (int) (ports() * SHARE));
  }

  /** Linux answers to all of 127.0.0.0/8; macOS to 127.0.0.1 alone. */
  private static boolean hasWholeLoopback() {
    return Files.exists(RANGE);
  }

  private static boolean isV4(Target target) {
    return target.address().getAddress().getAddress().length == 4;
  }

  private static int ports() {
    try {
      Scanner range = new Scanner(Files.readString(RANGE));
      int first = range.nextInt();
      return range.nextInt() - first + 1;
    } catch (IOException | RuntimeException e) {
      return USUAL_PORTS; // not Linux, or not told
    }
  }

  /** Most connections at once; more would find no free port. */
  public int connectionsMax() {
    return loopback ? 200 * portsEach : portsEach;
  }

  /** The address of the nth connection; empty: the system's choice. */
  Optional<InetAddress> of(int nth) {
    int which = nth / portsEach % 200;
    if (!loopback || which == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (1 + which)}));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
