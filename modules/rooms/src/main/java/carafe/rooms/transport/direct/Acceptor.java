package carafe.rooms.transport.direct;

import carafe.rooms.log.Seldom;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections on a thread of its own until the port is closed. When the system gives none,
 * because its file descriptors are used up for instance, it says so once a minute and goes on.
 */
final class Acceptor implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
  private static final long PAUSE_MS = 100;

  /** Where connections come from. */
  interface Source {
    /**
     * Waits for the next one.
     *
     * @throws ClosedChannelException when none will come any more
     */
    SocketChannel next() throws IOException;
  }

  private final Source source;
  private final Consumer<SocketChannel> taker;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Seldom failures = new Seldom();

  Acceptor(Source source, Consumer<SocketChannel> taker) {
    this.source = source;
    this.taker = taker;
  }

  void start(String name) {
    Thread thread = new Thread(this, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    while (ended.getCount() > 0) {
      try {
        taker.accept(source.next());
      } catch (ClosedChannelException e) {
        if (ended.getCount() > 0) {
          LOG.error("The port was closed by nobody of ours: no more connections are taken", e);
        }
        return;
      } catch (IOException | RuntimeException | Error e) {
        pauseAfter(e);
      }
    }
  }

  /** The port is closed. */
  void end() {
    ended.countDown();
  }

  private void pauseAfter(Throwable failure) {
    try {
      say(failure);
      boolean _ = ended.await(PAUSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      end();
    }
  }

  private void say(Throwable failure) {
    try {
      if (failures.isDue()) {
        LOG.warn("Cannot take connections now, and tries again every {} ms", PAUSE_MS, failure);
      }
    } catch (Error e) {
      // No memory for that either, perhaps: this thread must go on, or nobody comes in any more.
    }
  }
}
