package carafe.it.balancer;

import carafe.it.client.Web;
import carafe.it.process.Ports;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * HAProxy with {@code deploy/haproxy/haproxy.cfg} as it is shipped, before up to three nodes.
 *
 * <pre>{@code
 * try (HaProxy balancer = HaProxy.before(List.of("127.0.0.1:8081", "127.0.0.1:8082"))) {
 *   balancer.awaitUp(1, 2);
 *   phone.join(balancer.address());
 * }
 * }</pre>
 */
public final class HaProxy extends Balancer {
  private static final int NODES_MAX = 3;

  /** {@code slowstart} of the configuration. */
  private static final int SLOW_START_S = 20;

  private final String host;
  private final URI stats;

  private HaProxy(String host, int port, int statsPort, BalancerProcess process) {
    super(host, port, process);
    this.host = host;
    stats = URI.create("http://" + host + ":" + statsPort + "/;csv");
  }

  /** Returns once it listens, on a free port of 127.0.0.1. */
  public static HaProxy before(List<String> nodes) {
    return within(List.of(), "127.0.0.1", nodes);
  }

  /**
   * The same somewhere else, such as in a network namespace.
   *
   * @param prefix what stands before the command, {@code ip netns exec NAME}
   * @param host the address it listens on; it must be reachable from here
   * @param nodes {@code host:port} of their HTTP ports
   */
  public static HaProxy within(List<String> prefix, String host, List<String> nodes) {
    int port = Ports.free();
    int statsPort = Ports.free();
    Map<String, String> environment = nodes(nodes);
    environment.put("BALANCER_BIND", host + ":" + port);
    environment.put("BALANCER_STATS", host + ":" + statsPort);
    environment.put("BALANCER_MAXCONN", "4000");
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(program().toString(), "-db", "-f", configuration().toString()));
    return new HaProxy(
        host,
        port,
        statsPort,
        BalancerProcess.start(BalancerProcess.folder("haproxy"), environment, command));
  }

  /** What it says of its configuration, and fails when that is anything but valid. */
  static String check() {
    return BalancerProcess.start(
            BalancerProcess.folder("haproxy-check"),
            nodes(List.of()),
            List.of(program().toString(), "-c", "-f", configuration().toString()))
        .logOfSuccess();
  }

  private static Path program() {
    return Needed.program("haproxy");
  }

  private static Path configuration() {
    return BalancerProcess.SHIPPED.resolve("haproxy/haproxy.cfg");
  }

  private static Map<String, String> nodes(List<String> nodes) {
    if (nodes.size() > NODES_MAX) {
      throw new IllegalArgumentException("the configuration has " + NODES_MAX + " nodes");
    }
    Map<String, String> environment = new HashMap<>();
    for (int i = 1; i <= NODES_MAX; i++) {
      // Nobody listens on port 1.
      environment.put("NODE_" + i, i <= nodes.size() ? nodes.get(i - 1) : "127.0.0.1:1");
    }
    return environment;
  }

  public String host() {
    return host;
  }

  /** The numbers, from 1, of the nodes that get new connections. */
  public Set<Integer> up() {
    return numbers(Line::isUp);
  }

  /** Of those, the nodes that get as many as any other: none of them has been down just now. */
  private Set<Integer> withFullShare() {
    return numbers(line -> line.isUp() && (line.wasAlwaysUp() || line.since() > SLOW_START_S));
  }

  private Set<Integer> numbers(Predicate<Line> wanted) {
    String csv;
    try {
      csv = Web.send(HttpRequest.newBuilder(stats).GET()).join().body();
    } catch (CompletionException e) {
      return Set.of(); // it ends, or has not begun
    }
    List<String> lines = csv.lines().toList();
    List<String> names = List.of(lines.getFirst().substring("# ".length()).split(",", -1));
    return lines.stream()
        .map(line -> new Line(names, List.of(line.split(",", -1))))
        .filter(Line::isNode)
        .filter(wanted)
        .map(Line::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What it says of one node, or of something else. */
  private record Line(List<String> names, List<String> columns) {
    boolean isNode() {
      return columns.get(0).equals("nodes") && columns.get(1).startsWith("node-");
    }

    int number() {
      return Integer.parseInt(columns.get(1).substring("node-".length()));
    }

    boolean isUp() {
      return get("status").startsWith("UP");
    }

    boolean wasAlwaysUp() {
      return get("chkdown").equals("0");
    }

    /** Seconds for which it has been up, or down. */
    int since() {
      return Integer.parseInt(get("lastchg"));
    }

    private String get(String name) {
      return columns.get(names.indexOf(name));
    }
  }

  /** Waits until exactly these nodes, numbered from 1, get new connections. */
  public void awaitUp(int... nodes) {
    Set<Integer> wanted = new TreeSet<>(IntStream.of(nodes).boxed().toList());
    process().await("up are " + wanted, () -> up().equals(wanted));
  }

  /** Waits until each of them gets as many as any other, which takes a while after it was down. */
  public void awaitFullShare(int... nodes) {
    Set<Integer> wanted = new TreeSet<>(IntStream.of(nodes).boxed().toList());
    process().await("full shares have " + wanted, () -> withFullShare().containsAll(wanted));
  }
}
