package carafe.server.node;

import carafe.server.listen.ListenAddress;
import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the other nodes reach this one, and what it listens on for them.
 *
 * @param host as advertised; IPv6 without brackets
 * @param port as advertised; 0: the one it gets
 */
record ClusterAddress(String host, int port, ListenAddress bind) {
  private static final String HOST = "carafe.cluster.host (CARAFE_CLUSTER_HOST)";

  /**
   * @param login of the database that the nodes share
   * @throws StartProblem when it cannot be listened on
   */
  static ClusterAddress of(Settings.Cluster settings, DatabaseLogin login) {
    String host = settings.host().map(ClusterAddress::plain).orElseGet(() -> towards(login));
    boolean bindsElsewhere = settings.bindHost().isPresent();
    ListenAddress bind =
        new ListenAddress(
            settings.bindHost().map(ClusterAddress::plain).orElse(host),
            settings.bindPort().orElse(settings.port()),
            bindsElsewhere
                ? "carafe.cluster.bind-host (CARAFE_CLUSTER_BIND_HOST)"
                : HOST + ", or set carafe.cluster.bind-host where it is bound to another one",
            settings.bindPort().isPresent() ? "CARAFE_CLUSTER_BIND_PORT" : "CARAFE_CLUSTER_PORT");
    bind.check();
    return new ClusterAddress(host, settings.port(), bind);
  }

  /** As Pekko wants it: IPv6 in brackets. */
  static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static String plain(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The address of this machine from which packets to the database leave. */
  private static String towards(DatabaseLogin login) {
    InetSocketAddress database = firstHost(login);
    if (database.isUnresolved()) {
      throw unknown(database, null);
    }
    // Connecting a datagram socket sends nothing; it only asks for the route.
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(database);
      InetAddress local = socket.getLocalAddress();
      if (local.isAnyLocalAddress()) {
        throw unknown(database, null);
      }
      // Without the name of the network interface, which means nothing elsewhere.
      return local.getHostAddress().replaceFirst("%.*", "");
    } catch (SocketException e) {
      throw unknown(database, e);
    }
  }

  private static InetSocketAddress firstHost(DatabaseLogin login) {
    PGSimpleDataSource url = new PGSimpleDataSource();
    url.setURL(login.url());
    int port = url.getPortNumbers()[0];
    return new InetSocketAddress(plain(url.getServerNames()[0]), port == 0 ? 5432 : port);
  }

  private static StartProblem unknown(InetSocketAddress database, @Nullable IOException e) {
    return new StartProblem(
        "It cannot be told by which address this machine reaches its database at %s: set %s"
            .formatted(database.getHostString(), HOST),
        e);
  }
}
