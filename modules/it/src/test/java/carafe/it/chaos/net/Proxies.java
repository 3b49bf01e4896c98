package carafe.it.chaos.net;

import java.util.ArrayList;
import java.util.List;

/**
 * For machines that permit no rules either: each node has an address of its own on the loopback,
 * and everybody reaches it, and it reaches the database, through TCP proxies of the test, which
 * stop passing on what is to be cut.
 */
final class Proxies implements Network {
  /** Far enough from the ports before them. */
  private static final int BEHIND = 1000;

  private final List<Node> nodes = new ArrayList<>();

  private Proxies() {}

  static Proxies of(int count, int databasePort) {
    Proxies network = new Proxies();
    for (String address : LoopbackPlace.addresses(count)) {
      network.nodes.add(network.new Node(address, databasePort));
    }
    return network;
  }

  @Override
  public List<Network.Place> places() {
    return List.copyOf(nodes);
  }

  @Override
  public String hostAddress() {
    return LoopbackPlace.range() + "1";
  }

  @Override
  public String range() {
    return "127.0.0.0/8"; // proxies come from wherever the system likes
  }

  @Override
  public String method() {
    return "TCP proxies before each node, which hold back what they should pass on";
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.proxies().forEach(TcpProxy::close));
  }

  private final class Node extends LoopbackPlace {
    private final TcpProxy cluster;
    private final TcpProxy http;
    private final TcpProxy database;

    Node(String address, int databasePort) {
      super(address);
      cluster = TcpProxy.open(address, CLUSTER_PORT, address, clusterBindPort());
      http = TcpProxy.open(address, HTTP_PORT, address, httpBindPort());
      database = TcpProxy.open(address, databasePort, "127.0.0.1", databasePort);
    }

    List<TcpProxy> proxies() {
      return List.of(cluster, http, database);
    }

    @Override
    public int clusterBindPort() {
      return CLUSTER_PORT + BEHIND;
    }

    @Override
    public int httpBindPort() {
      return HTTP_PORT + BEHIND;
    }

    @Override
    public String database() {
      return address() + ":" + database.port();
    }

    @Override
    public void cut(Cut cut) {
      switch (cut) {
        case NODES -> {
          deaf();
          mute();
        }
        case HEARING_NODES -> deaf();
        case DATABASE -> database.holdAll();
        case ALL -> {
          deaf();
          mute();
          database.holdAll();
          http.holdAll();
        }
      }
    }

    private void deaf() {
      cluster.holdAll();
    }

    private void mute() {
      nodes.stream().filter(node -> node != this).forEach(node -> node.cluster.hold(address()));
    }

    @Override
    public void heal() {
      proxies().forEach(TcpProxy::passAll);
      nodes.forEach(node -> node.cluster.pass(address()));
    }
  }
}
