package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.PlainSocket;
import carafe.it.client.Web;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Ten thousand connections to one room: each is heard, all are reached, one more is not taken. */
@Isolated("takes all there is")
class CrowdIT {
  private static final int HANG_SECONDS = 120;

  /** Handshakes at a time: as many as wait in a backlog without being dropped. */
  private static final int AT_THE_DOOR = 500;

  private static final String ROOM = "/parties/crowd/square";

  @RegisterExtension static final TrialServer SERVER = new TrialServer();

  private final Semaphore door = new Semaphore(AT_THE_DOOR);
  private final CountDownLatch heard = new CountDownLatch(TrialServer.CROWD);
  private final CountDownLatch reached = new CountDownLatch(TrialServer.CROWD);
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicReference<Throwable> trouble = new AtomicReference<>();

  @BeforeEach
  void enoughDescriptors() {
    // The server's are the same: it is a child of this process.
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      assertThat(system.getMaxFileDescriptorCount())
          .as("open files this process may have: raise them with ulimit -n 20000")
          .isGreaterThanOrEqualTo(TrialServer.CROWD + 2000L);
    }
  }

  @Test
  void tenThousandConnectionsToOneRoom() throws Exception {
    try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> news = new ArrayList<>();
      for (int i = 0; i < TrialServer.CROWD; i++) {
        String name = "visitor " + i;
        news.add(everybody.submit(() -> watched(name)));
      }
      try {
        await(heard, "were heard");
        assertThat(tellAll("one").body()).isEqualTo(Integer.toString(TrialServer.CROWD));
        await(reached, "were reached");
        oneMoreIsToldThatTheRoomIsFull();
      } finally {
        over.countDown();
      }
      for (Future<String> told : news) {
        assertThat(told.get(HANG_SECONDS, TimeUnit.SECONDS)).isEqualTo("one");
      }
    }
    // and the room lives
    assertThat(tellAll("two").status()).isEqualTo(200);
  }

  private String watched(String name) throws Exception {
    try {
      return visit(name);
    } catch (Exception | AssertionError e) {
      trouble.compareAndSet(null, e);
      throw e;
    }
  }

  /** Comes, says its name and hears it; returns the news that come next, and stays to the end. */
  private String visit(String name) throws IOException, InterruptedException {
    try (PlainSocket socket = enter()) {
      socket.say(name);
      assertThat(socket.next()).isEqualTo(name);
      heard.countDown();
      String told = socket.next();
      reached.countDown();
      over.await();
      return told;
    }
  }

  private PlainSocket enter() throws IOException, InterruptedException {
    door.acquire();
    try {
      return PlainSocket.open(SERVER.address(), ROOM, HANG_SECONDS * 1000);
    } finally {
      door.release();
    }
  }

  private void oneMoreIsToldThatTheRoomIsFull() throws IOException, InterruptedException {
    try (PlainSocket socket = enter()) {
      assertThat(socket.next()).contains("UNAVAILABLE", "full");
      assertThat(socket.next()).isEqualTo("close 1013");
    }
  }

  private static Web.Answer tellAll(String news) {
    return Web.send(
            HttpRequest.newBuilder(SERVER.address().http(ROOM))
                .POST(HttpRequest.BodyPublishers.ofString(news)))
        .join();
  }

  private static void await(CountDownLatch all, String what) throws InterruptedException {
    boolean done = all.await(HANG_SECONDS, TimeUnit.SECONDS);
    assertThat(done).as("within %d s all but %d %s", HANG_SECONDS, all.getCount(), what).isTrue();
  }
}
