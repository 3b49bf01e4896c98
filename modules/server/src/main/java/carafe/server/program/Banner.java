package carafe.server.program;

import carafe.server.http.HttpPort;
import carafe.server.node.CarafeNode;
import carafe.server.settings.Settings;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** What the program says when it is ready: where to go and what to do next. */
final class Banner {
  private Banner() {}

  static void print(PrintStream out, Settings settings, CarafeNode node) {
    InetSocketAddress address = node.address();
    int port = address.getPort();
    boolean everywhere = address.getAddress().isAnyLocalAddress();
    String here = everywhere ? "localhost" : inUrl(address);
    out.println();
    out.printf("  Carafe is ready after %.1f s.%n", secondsSinceStart());
    out.println();
    out.printf("    Play       ws://%s:%d/parties/main/<code>%n", here, port);
    if (everywhere) {
      lanAddress()
          .ifPresent(
              lan -> out.printf("    Phones     ws://%s:%d/parties/main/<code>%n", lan, port));
    }
    out.printf("    Health     http://%s:%d/ready%n", here, port);
    out.printf(
        "    Operators  %s  (GET /cluster, /ready, /alive)%n", HttpPort.url(node.management()));
    out.printf("    Parties    %s%n", String.join(", ", node.parties()));
    out.printf("    Data       %s%n", data(settings));
    out.println();
    out.printf("  Next: open a session's room, for instance with%n");
    out.printf("    npx wscat -c ws://%s:%d/parties/main/4821%n", here, port);
    out.println("  and follow \"Play your first game\" in README.md. Ctrl-C stops the server.");
    out.println();
    out.flush();
  }

  /** IPv6 in brackets. */
  static String inUrl(InetSocketAddress address) {
    String host = address.getHostString();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Of the JVM: Linux tells when a process began to the second only. */
  private static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
  }

  private static String data(Settings settings) {
    return settings
        .database()
        .own()
        .map(login -> login.display())
        .orElseGet(() -> settings.dataDir() + " (embedded PostgreSQL)");
  }

  /** An address by which other machines may reach this one. */
  private static Optional<String> lanAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Banner::isUsable)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
          .map(InetAddress::getHostAddress)
          .findFirst();
    } catch (SocketException e) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback() && !network.isVirtual();
    } catch (SocketException e) {
      return false;
    }
  }
}
