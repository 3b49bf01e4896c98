package carafe.rooms.transport.direct;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop goes on, whatever fails; and nobody is left on it whom it does not serve. */
@Timeout(30)
class EventLoopTest {
  private final Semaphore gone = new Semaphore(0);
  private final BlockingQueue<Selector> opened = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final EventLoop loop = new EventLoop("test-loop", 4, this::open);
  private final List<SocketChannel> clients = new ArrayList<>();
  private ServerSocketChannel port;

  private Selector open() throws IOException {
    if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IOException("Too many open files");
    }
    Selector selector = Selector.open();
    opened.add(selector);
    return selector;
  }

  @BeforeEach
  void start() throws IOException {
    port = ServerSocketChannel.open();
    port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    loop.start();
  }

  @AfterEach
  void stop() throws IOException {
    loop.stop();
    for (SocketChannel client : clients) {
      client.close();
    }
    port.close();
  }

  /** The client's end of a connection that the loop was given. */
  private SocketChannel connect() throws IOException {
    SocketChannel client = SocketChannel.open(port.getLocalAddress());
    clients.add(client);
    SocketChannel accepted = port.accept();
    accepted.configureBlocking(false);
    loop.execute(() -> loop.adopt(accepted, Echo::new, gone::release));
    return client;
  }

  private static void say(SocketChannel client, String text) throws IOException {
    client.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  /** What comes next; nothing at the end. */
  private static String hear(SocketChannel client) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1000);
    return client.read(buffer) < 0 ? "" : UTF_8.decode(buffer.flip()).toString();
  }

  private static void assertServed(SocketChannel client) throws IOException {
    say(client, "hello");
    assertThat(hear(client)).isEqualTo("hello");
  }

  @Test
  void anErrorCostsTheConnectionItHappensTo() throws Exception {
    SocketChannel unlucky = connect();
    SocketChannel other = connect();
    assertServed(unlucky);
    say(unlucky, "Error");
    assertThat(hear(unlucky)).isEmpty();
    gone.acquire();
    assertServed(other);
    assertServed(connect());
    assertThat(gone.availablePermits()).isZero();
    assertThat(opened).hasSize(1);
  }

  @Test
  void oneThatFailsAgainWhenItIsClosedIsCountedOnce() throws Exception {
    SocketChannel unlucky = connect();
    say(unlucky, "gone fails");
    assertThat(hear(unlucky)).isEmpty();
    gone.acquire();
    assertServed(connect());
    assertThat(gone.availablePermits()).isZero();
  }

  @Test
  void anErrorOfATaskCostsNobodyAnything() throws Exception {
    SocketChannel client = connect();
    loop.execute(
        () -> {
          throw new OutOfMemoryError("a test's");
        });
    assertServed(client);
  }

  @Test
  void aConnectionThatCannotBeTakenInIsClosed() throws Exception {
    SocketChannel client = SocketChannel.open(port.getLocalAddress());
    clients.add(client);
    SocketChannel accepted = port.accept();
    accepted.configureBlocking(false);
    loop.execute(
        () ->
            loop.adopt(
                accepted,
                _ -> {
                  throw new OutOfMemoryError("a test's");
                },
                gone::release));
    assertThat(hear(client)).startsWith("HTTP/1.1 503 ");
    assertThat(hear(client)).isEmpty();
    gone.acquire();
    assertServed(connect());
    assertThat(gone.availablePermits()).isZero();
  }

  @Test
  void aBrokenSelectorIsReplaced() throws Exception {
    List<SocketChannel> had = List.of(connect(), connect());
    assertServed(had.getFirst());
    assertServed(had.getLast());
    opened.take().close();
    gone.acquire(2);
    assertThat(hear(had.getFirst())).isEmpty();
    assertThat(hear(had.getLast())).isEmpty();
    opened.take();
    assertServed(connect());
    assertThat(gone.availablePermits()).isZero();
  }

  @Test
  void whileThereIsNoSelectorNewOnesAreRefused() throws Exception {
    failures.set(3);
    opened.take().close();
    SocketChannel early = connect();
    // Refused, or, if all of this took the machine long, taken in by the next selector.
    say(early, "hello");
    assertThat(hear(early)).matches("(?s)HTTP/1.1 503 .*|hello");
    opened.take();
    assertServed(connect());
  }

  @Test
  void whoComesToALoopThatHasEndedIsClosed() throws Exception {
    SocketChannel had = connect();
    assertServed(had);
    loop.stop();
    assertThat(hear(had)).isEmpty();
    gone.acquire();
    loop.drain().join(); // done only when it has ended: there is nobody left
    SocketChannel late = connect();
    gone.acquire();
    assertThat(hear(late)).startsWith("HTTP/1.1 503 ");
    CountDownLatch done = new CountDownLatch(1);
    loop.execute(done::countDown);
    done.await();
    loop.drain().join();
  }

  /** Says what it hears, and fails when told to. */
  private static final class Echo implements Phase {
    private final Socket socket;
    private boolean goneFails;

    Echo(Socket socket) {
      this.socket = socket;
    }

    @Override
    public void readable(ByteBuffer buffer) throws IOException {
      if (socket.channel.read(buffer) < 0) {
        socket.close();
        return;
      }
      switch (UTF_8.decode(buffer.flip().duplicate()).toString()) {
        case "Error" -> throw new StackOverflowError("a test's");
        case "gone fails" -> {
          goneFails = true;
          throw new IllegalStateException("a test's");
        }
        default -> socket.channel.write(buffer);
      }
    }

    @Override
    public void writable() {}

    @Override
    public boolean isOverdue(long now) {
      return false;
    }

    @Override
    public void drain() {
      socket.close();
    }

    @Override
    public void gone() {
      if (goneFails) {
        throw new AssertionError("a test's");
      }
    }
  }
}
