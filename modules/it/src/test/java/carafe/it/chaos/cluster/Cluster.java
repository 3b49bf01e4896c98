package carafe.it.chaos.cluster;

import carafe.it.balancer.HaProxy;
import carafe.it.chaos.net.Network;
import carafe.it.chaos.net.Networks;
import carafe.it.client.Address;
import carafe.it.process.CarafeProcess;
import carafe.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A whole cluster on networks of its own: nodes, PostgreSQL, load balancer. */
public final class Cluster implements AutoCloseable {
  private static final int MANAGEMENT_PORT = 9090;

  private final Path folder;
  private final Network network;
  private final OwnPostgres database;
  private final HaProxy balancer;
  private final List<Node> nodes;

  private Cluster(
      Path folder, Network network, OwnPostgres database, HaProxy balancer, List<Node> nodes) {
    this.folder = folder;
    this.network = network;
    this.database = database;
    this.balancer = balancer;
    this.nodes = nodes;
  }

  /** Started, but perhaps not ready yet. */
  public static Cluster of(int count) {
    Path folder = newFolder();
    int databasePort = Ports.free();
    Network network = Networks.chosen().of(count, databasePort);
    OwnPostgres database =
        OwnPostgres.in(folder, databasePort).listen(network.hostAddress(), network.range()).start();
    List<Node> nodes = new ArrayList<>();
    for (Network.Place place : network.places()) {
      nodes.add(new Node(nodes.size(), place, process(folder, place, database)).start());
    }
    HaProxy balancer =
        HaProxy.before(
            network.places().stream()
                .map(place -> place.address() + ":" + Network.HTTP_PORT)
                .toList());
    return new Cluster(folder, network, database, balancer, nodes);
  }

  private static Path newFolder() {
    try {
      Path all = Files.createDirectories(Path.of("target", "chaos"));
      return Files.createTempDirectory(all, "cluster-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CarafeProcess process(Path folder, Network.Place place, OwnPostgres database) {
    List<String> prefix = new ArrayList<>(place.prefix());
    prefix.addAll(List.of("setpriv", "--pdeathsig", "KILL")); // with its supervisor's thread
    CarafeProcess process =
        CarafeProcess.on(folder.resolve("unused"))
            .withPrefix(prefix)
            .withHost(place.address())
            .withPort(place.httpBindPort())
            .withJvmOption("-Xmx256m")
            .withJvmOption("-XX:+UseSerialGC")
            .with("CARAFE_DB_URL", OwnPostgres.url(place.database()) + place.databaseOptions())
            .with("CARAFE_DB_USER", database.user())
            .with("CARAFE_DB_PASSWORD", database.password())
            .with("CARAFE_CLUSTER_HOST", place.address())
            .with("CARAFE_CLUSTER_PORT", Integer.toString(Network.CLUSTER_PORT))
            .with("CARAFE_CLUSTER_BIND_PORT", Integer.toString(place.clusterBindPort()))
            .withManagementPort(MANAGEMENT_PORT)
            .with("CARAFE_DEBUG_INCARNATIONS", "on");
    place.properties().forEach((key, value) -> process.withJvmOption("-D" + key + "=" + value));
    return process;
  }

  /** Where the database is, and what is kept of the run. */
  public Path folder() {
    return folder;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public Node node(int number) {
    return nodes.get(number);
  }

  public OwnPostgres database() {
    return database;
  }

  /** Where clients come. */
  public Address address() {
    return balancer.address();
  }

  public String method() {
    return network.method();
  }

  /** Whether every node is ready, and sees all of them up and reachable, in one cluster. */
  public boolean isWhole() {
    return nodes.stream().allMatch(Node::isReady)
        && nodes.stream().map(Node::picture).distinct().count() == 1
        && nodes.getFirst().picture().filter(p -> p.up() == nodes.size()).isPresent();
  }

  /** Whether all its nodes became ready in time. */
  public boolean awaitWhole(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (!isWhole()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(100_000_000);
    }
    return true;
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    balancer.close();
    database.close();
    network.close();
  }
}
