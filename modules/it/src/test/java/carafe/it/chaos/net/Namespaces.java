package carafe.it.chaos.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A network namespace for each node, tied by a pair of virtual cables to a bridge on this machine:
 * {@code 10.213.x.1} is the test's end, {@code .11} and up are the nodes'. Faults are rules inside
 * the node's own namespace, so nothing else on this machine feels them.
 *
 * <p>Everything carries the number of the test's process in its name; what a killed run has left is
 * taken down by the next one.
 */
final class Namespaces implements Network {
  private static final String PREFIX = "cfz";
  private static final String CHAIN = "CARAFE";
  private static final int FIRST_NODE = 11;

  private final String bridge;
  private final String range;
  private final int databasePort;
  private final List<Node> nodes = new ArrayList<>();

  private Namespaces(String bridge, String range, int databasePort) {
    this.bridge = bridge;
    this.range = range;
    this.databasePort = databasePort;
  }

  /** Whether this process may make namespaces, and rules in them. */
  static boolean arePermitted() {
    String name = PREFIX + "p" + ProcessHandle.current().pid();
    boolean made = Shell.attempt("ip netns add " + name).worked();
    boolean ruled = made && Shell.attempt("ip netns exec " + name + " iptables -L -n").worked();
    if (made) {
      Shell.run("ip netns del " + name);
    }
    return ruled;
  }

  static Namespaces of(int count, int databasePort) {
    Leftovers.clear(PREFIX);
    String mine = PREFIX + ProcessHandle.current().pid();
    Namespaces network = new Namespaces(mine + "b", freeRange(), databasePort);
    Runtime.getRuntime().addShutdownHook(new Thread(network::close));
    try {
      Shell.run("ip link add " + network.bridge + " type bridge");
      Shell.run("ip addr add " + network.range + "1/24 dev " + network.bridge);
      Shell.run("ip link set " + network.bridge + " up");
      for (int i = 0; i < count; i++) {
        Node node = network.new Node(mine + "n" + i, network.range + (FIRST_NODE + i));
        network.nodes.add(node);
        node.make();
      }
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** The first three bytes of one that nobody on this machine uses. */
  private static String freeRange() {
    String used = Shell.run("ip -o -4 addr") + Shell.run("ip -4 route");
    return IntStream.range(0, 250)
        .mapToObj(i -> "10.213." + (ProcessHandle.current().pid() + i) % 250 + ".")
        .filter(range -> !used.contains(" " + range))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no range of 10.213.0.0/16 is free"));
  }

  @Override
  public List<Place> places() {
    return List.copyOf(nodes);
  }

  @Override
  public String hostAddress() {
    return range + "1";
  }

  @Override
  public String range() {
    return range + "0/24";
  }

  @Override
  public String method() {
    return "a network namespace for each node, packets dropped in it by iptables";
  }

  /** Whatever still runs in a namespace is killed: it would keep it alive without a name. */
  @Override
  public void close() {
    nodes.forEach(node -> Leftovers.remove(node.name));
    nodes.clear();
    Shell.attempt("ip link del " + bridge);
  }

  private final class Node implements Place {
    private final String name;
    private final String address;

    Node(String name, String address) {
      this.name = name;
      this.address = address;
    }

    void make() {
      String outside = name + "o";
      Shell.run("ip netns add " + name);
      Shell.run("ip link add " + outside + " type veth peer name eth0 netns " + name);
      Shell.run("ip link set " + outside + " master " + bridge + " up");
      within("ip addr add " + address + "/24 dev eth0");
      within("ip link set eth0 up");
      within("ip link set lo up");
      within("iptables -w -N " + CHAIN);
      within("iptables -w -A INPUT -j " + CHAIN);
      within("iptables -w -A OUTPUT -j " + CHAIN);
    }

    private void within(String command) {
      Shell.run("ip netns exec " + name + " " + command);
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public List<String> prefix() {
      return List.of("ip", "netns", "exec", name);
    }

    @Override
    public Map<String, String> properties() {
      return Map.of();
    }

    @Override
    public int clusterBindPort() {
      return CLUSTER_PORT;
    }

    @Override
    public int httpBindPort() {
      return HTTP_PORT;
    }

    @Override
    public String database() {
      return hostAddress() + ":" + databasePort;
    }

    @Override
    public String databaseOptions() {
      return "";
    }

    @Override
    public void cut(Cut cut) {
      switch (cut) {
        case NODES -> {
          others().forEach(other -> drop("-s " + other));
          others().forEach(other -> drop("-d " + other));
        }
        case HEARING_NODES -> others().forEach(other -> drop("-s " + other));
        case DATABASE -> {
          drop("-p tcp -d " + hostAddress() + " --dport " + databasePort);
          drop("-p tcp -s " + hostAddress() + " --sport " + databasePort);
        }
        case ALL -> {
          drop("-i eth0");
          drop("-d " + range());
        }
      }
    }

    private List<String> others() {
      return nodes.stream().map(node -> node.address).filter(a -> !a.equals(address)).toList();
    }

    private void drop(String what) {
      within("iptables -w -A " + CHAIN + " " + what + " -j DROP");
    }

    @Override
    public void heal() {
      within("iptables -w -F " + CHAIN);
    }

    @Override
    public String toString() {
      return name + " (" + address + ")";
    }
  }
}
