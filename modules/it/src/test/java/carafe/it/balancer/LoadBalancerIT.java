package carafe.it.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Message;
import carafe.it.client.Secrets;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.cluster.TestCluster;
import carafe.it.process.CarafeProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;

/** HAProxy and nginx, as they are shipped, before three nodes: games go on whatever ends. */
@ResourceLock(TestCluster.MACHINE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoadBalancerIT {
  private static final String KEY = "the-owner-of-this-room-alone-knows";

  /** Who they are is told by the balancers, which come from 127.0.0.1. */
  private final TestCluster cluster =
      TestCluster.of(
          3,
          node ->
              node.with("CARAFE_TRUSTED_PROXIES", "127.0.0.1")
                  .with("CARAFE_DENIALS_PER_ADDRESS", "1")
                  .with("CARAFE_DENIALS_REFILL", "1h")
                  .with("CARAFE_RELAY_DENIAL_DELAY", "1ms")
                  .with("CARAFE_STOP_NOTICE", "3s")
                  .with("CARAFE_STOP_SPREAD", "1s"));

  private HaProxy haProxy;
  private Nginx nginx;

  @BeforeAll
  void start() {
    Needed.program("haproxy");
    Needed.program("nginx");
    cluster.start().awaitWhole();
    List<String> nodes =
        IntStream.rangeClosed(1, 3).mapToObj(n -> "127.0.0.1:" + cluster.node(n).port()).toList();
    haProxy = HaProxy.before(nodes);
    nginx = Nginx.before(nodes);
    haProxy.awaitUp(1, 2, 3);
  }

  @AfterAll
  void stop() {
    try (cluster;
        Balancer one = haProxy;
        Balancer other = nginx) {
      for (String secret : Secrets.all()) {
        assertThat(one.log()).doesNotContain(secret);
        assertThat(other.log()).doesNotContain(secret);
      }
    }
  }

  private Stream<Balancer> balancers() {
    return Stream.of(haProxy, nginx);
  }

  @Test
  @Order(1)
  void aClientIsWhereItsConnectionComesFromWhateverItSays() throws IOException {
    Secrets.note(KEY);
    int own = 2; // 127.0.0.2, .3, .4, .5
    for (Balancer balancer : balancers().toList()) {
      String room = "/parties/user/room-" + own;
      assertThat(put(balancer.address(), room)).isEqualTo(201);
      String here = "127.0.0." + own++;
      String neighbour = "127.0.0." + own++;

      // Each of the three nodes lets it be wrong once.
      int wrong = 0;
      for (int i = 0; i < 12; i++) {
        int status = guess(balancer.address(), room, here, "");
        assertThat(status).isIn(401, 429);
        wrong += status == 401 ? 1 : 0;
      }
      assertThat(wrong).isBetween(1, 3);
      // All have counted it by now; another address begins anew, and one that is only said is none.
      for (int i = 0; i < 6; i++) {
        assertThat(
                guess(balancer.address(), room, here, "X-Forwarded-For: 203.0.113." + i + "\r\n"))
            .as("what %s says of itself", here)
            .isEqualTo(429);
      }
      assertThat(guess(balancer.address(), room, neighbour, "")).isEqualTo(401);
    }
  }

  private static int put(Address balancer, String room) {
    return Web.send(
            HttpRequest.newBuilder(balancer.http(room))
                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json"))
        .join()
        .status();
  }

  /** The status of an answer to a wrong key, asked for from that address of this machine. */
  private static int guess(Address balancer, String room, String from, String header)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      socket.setSoTimeout((int) Told.HANG.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), balancer.port()));
      String request =
          "GET "
              + room
              + " HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Connection: close\r\n"
              + "Authorization: Bearer wrong\r\n"
              + header
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(status, StandardCharsets.US_ASCII).split(" ", 2)[1]);
    }
  }

  @Test
  @Order(2)
  void aNodeThatIsKilledCostsNobodyTheGame() {
    haProxy.awaitFullShare(1, 2, 3); // so that phones are at the one that is killed
    List<Guests> tables = balancers().map(it -> Guests.seated(it.address())).toList();
    List<Message> questions = tables.stream().map(Guests::start).toList();

    cluster.kill9(2);

    for (int i = 0; i < tables.size(); i++) {
      Guests table = tables.get(i);
      await("somebody lost a connection", () -> table.lost() > 0);
      assertThat(table.lost()).as("the others keep theirs").isLessThan(Guests.size());
      table.playOnFrom(questions.get(i));
    }
    haProxy.awaitUp(1, 3);
    cluster.startAgain(2);
    cluster.awaitWhole();
    haProxy.awaitUp(1, 2, 3);
  }

  @Test
  @Order(3)
  void aNodeThatStopsGetsNobodyNewAndItsPhonesComeToAnother() {
    haProxy.awaitFullShare(1, 3);
    List<Guests> tables = balancers().map(it -> Guests.seated(it.address())).toList();
    List<Message> questions = tables.stream().map(Guests::start).toList();
    CarafeProcess stopping = cluster.node(3);
    // nginx has had a connection to each node that it might use again.
    for (int i = 0; i < 6; i++) {
      assertThat(Web.get(nginx.address().http("/ready")).status()).isEqualTo(200);
    }

    stopping.sigterm();

    haProxy.awaitUp(1, 2);
    assertThat(tables.getFirst().lost())
        .as("HAProxy knew it before anybody was sent away")
        .isZero();
    assertThat(stopping.isAlive()).isTrue();
    assertThat(stopping.awaitEnd()).isZero();
    for (int i = 0; i < tables.size(); i++) {
      Guests table = tables.get(i);
      assertThat(table.endings()).isNotEmpty().allMatch(ending -> ending.code() == 1012);
      table.playOnFrom(questions.get(i));
    }
    assertThat(nginx.log()).as("phones that a node turned away").doesNotContain(" GET 503 ");
  }

  private static void await(String what, java.util.function.BooleanSupplier fact) {
    long end = System.nanoTime() + Told.HANG.toNanos();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not so: " + what);
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
