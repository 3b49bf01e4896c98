package carafe.it.chaos.net;

import java.util.List;

/**
 * For machines that permit no namespaces: each node has an address of its own on the loopback, and
 * packets between two of them are dropped by rules of this machine that name those addresses alone.
 */
final class DroppedPorts implements Network {
  private final String chain = "CARAFE" + ProcessHandle.current().pid();
  private final int databasePort;
  private final List<String> addresses;

  private DroppedPorts(int count, int databasePort) {
    this.databasePort = databasePort;
    this.addresses = LoopbackPlace.addresses(count);
  }

  static boolean arePermitted() {
    String chain = "CARAFEP" + ProcessHandle.current().pid();
    boolean made = Shell.attempt("iptables -w -N " + chain).worked();
    return made && Shell.attempt("iptables -w -X " + chain).worked();
  }

  static DroppedPorts of(int count, int databasePort) {
    DroppedPorts network = new DroppedPorts(count, databasePort);
    Runtime.getRuntime().addShutdownHook(new Thread(network::close));
    Shell.run("iptables -w -N " + network.chain);
    Shell.run("iptables -w -I INPUT -i lo -j " + network.chain);
    return network;
  }

  @Override
  public List<Network.Place> places() {
    return addresses.stream().map(address -> (Network.Place) new Node(address)).toList();
  }

  @Override
  public String hostAddress() {
    return LoopbackPlace.range() + "1";
  }

  @Override
  public String range() {
    return LoopbackPlace.range() + "0/24";
  }

  @Override
  public String method() {
    return "an address of the loopback for each node, packets between them dropped by iptables";
  }

  @Override
  public void close() {
    Shell.attempt("iptables -w -D INPUT -i lo -j " + chain);
    Shell.attempt("iptables -w -F " + chain);
    Shell.attempt("iptables -w -X " + chain);
  }

  private final class Node extends LoopbackPlace {
    Node(String address) {
      super(address);
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
    public void cut(Cut cut) {
      switch (cut) {
        case NODES -> {
          others().forEach(other -> drop("-s " + other + " -d " + address()));
          others().forEach(other -> drop("-s " + address() + " -d " + other));
        }
        case HEARING_NODES -> others().forEach(other -> drop("-s " + other + " -d " + address()));
        case DATABASE -> {
          drop("-p tcp -s " + address() + " --dport " + databasePort);
          drop("-p tcp -d " + address() + " --sport " + databasePort);
        }
        case ALL -> {
          drop("-s " + address());
          drop("-d " + address());
        }
      }
    }

    private List<String> others() {
      return addresses.stream().filter(other -> !other.equals(address())).toList();
    }

    private void drop(String what) {
      Shell.run("iptables -w -A " + chain + " " + what + " -j DROP");
    }

    /** All faults at once: there is one chain. */
    @Override
    public void heal() {
      Shell.run("iptables -w -F " + chain);
    }
  }
}
