package carafe.it.chaos.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carafe.it.cluster.TestCluster;
import carafe.it.process.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of network cuts what it says it cuts, nothing else, and heals. */
@ResourceLock(TestCluster.MACHINE) // the networks of this process, too
class NetworksIT {
  /** A program at a place. */
  private record Asked(Network.Place place, Process process, BufferedReader out, PrintStream in)
      implements AutoCloseable {
    static Asked at(Network.Place place) throws IOException {
      List<String> command = new ArrayList<>(place.prefix());
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Peer.class.getName()));
      command.add(place.address());
      command.add(Integer.toString(place.clusterBindPort()));
      command.add(Integer.toString(place.httpBindPort()));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      Asked asked =
          new Asked(
              place,
              process,
              process.inputReader(UTF_8),
              new PrintStream(process.getOutputStream(), true, UTF_8));
      assertThat(asked.out.readLine()).isEqualTo("listens");
      return asked;
    }

    boolean reaches(String address, int port) throws IOException {
      in.println(address + " " + port);
      return "yes".equals(out.readLine());
    }

    boolean hears(Asked other) throws IOException {
      return other.reaches(place.address(), Network.CLUSTER_PORT);
    }

    boolean reachesDatabase() throws IOException {
      String[] database = place.database().split(":", -1);
      return reaches(database[0], Integer.parseInt(database[1]));
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cutsWhatItSaysAndHeals(Networks kind) throws IOException {
    boolean isPermitted = kind.isPermitted();
    if (System.getenv("CI") != null) {
      assertThat(isPermitted).as("CI permits all of them").isTrue();
    }
    assumeTrue(isPermitted, "this machine does not permit it");
    int port = Ports.free();
    try (Network network = kind.of(3, port);
        ServerSocket database = listen("127.0.0.1", port);
        ServerSocket sameDatabase = listen(network.hostAddress(), port)) {
      Thread.ofPlatform().daemon().start(() -> Peer.answer(database));
      Thread.ofPlatform().daemon().start(() -> Peer.answer(sameDatabase));
      try (Asked a = Asked.at(network.places().get(0));
          Asked b = Asked.at(network.places().get(1));
          Asked c = Asked.at(network.places().get(2))) {
        allIsWell(a, b, c);

        a.place().cut(Cut.NODES);
        assertThat(a.hears(b) || a.hears(c) || b.hears(a) || c.hears(a)).isFalse();
        assertThat(b.hears(c) && c.hears(b) && a.reachesDatabase()).isTrue();
        a.place().heal();
        allIsWell(a, b, c);

        b.place().cut(Cut.HEARING_NODES);
        assertThat(b.hears(a) || b.hears(c)).isFalse();
        assertThat(a.hears(c) && c.hears(a) && b.reachesDatabase()).isTrue();
        b.place().heal();

        c.place().cut(Cut.DATABASE);
        assertThat(c.reachesDatabase()).isFalse();
        assertThat(c.hears(a) && a.hears(c) && b.reachesDatabase()).isTrue();
        c.place().heal();

        a.place().cut(Cut.ALL);
        assertThat(a.reachesDatabase() || a.hears(b) || b.hears(a) || httpReaches(a)).isFalse();
        assertThat(b.hears(c) && b.reachesDatabase() && httpReaches(b)).isTrue();
        a.place().heal();
        allIsWell(a, b, c);
      }
    }
  }

  private static ServerSocket listen(String address, int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.ofLiteral(address));
  }

  private static void allIsWell(Asked a, Asked b, Asked c) throws IOException {
    for (Asked one : List.of(a, b, c)) {
      assertThat(one.reachesDatabase()).isTrue();
      assertThat(httpReaches(one)).isTrue();
      for (Asked other : List.of(a, b, c)) {
        assertThat(one.equals(other) || one.hears(other)).isTrue();
      }
    }
  }

  /** From where the balancer is. */
  private static boolean httpReaches(Asked one) throws IOException {
    try (java.net.Socket socket = new java.net.Socket()) {
      socket.setSoTimeout(500);
      socket.connect(
          new java.net.InetSocketAddress(one.place().address(), Network.HTTP_PORT), 1000);
      return socket.getInputStream().read() == '!';
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }
}
