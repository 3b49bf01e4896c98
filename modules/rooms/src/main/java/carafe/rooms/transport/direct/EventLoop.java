package carafe.rooms.transport.direct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread and the sockets it reads. Holds one buffer for all of them: a socket on which nothing
 * happens holds none.
 *
 * <p>Those who come are dealt with a few at a time, in the order they came, and in between
 * everybody else is read and written: a storm of them costs those who are here a bounded time in
 * each turn.
 */
final class EventLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final int READ_BYTES = 64 * 1024;

  /** How often deadlines are looked at. */
  private static final long LOOK_EVERY_MS = 250;

  private final Selector selector;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** What is to be done for those who come; bounded by how many connections there may be. */
  private final Queue<Runnable> newcomers = new ConcurrentLinkedQueue<>();

  private final int newcomersPerTurn;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Set<Socket> sockets = new HashSet<>();

  /** Those that have deadlines: WebSockets keep time for themselves. */
  private final Set<Socket> timed = new HashSet<>();

  private final Runnable whenGone;
  private @Nullable CompletableFuture<Done> drained;
  private long lookedAt = System.nanoTime();
  private volatile boolean stopped;

  /**
   * @param newcomersPerTurn steps for newcomers before everybody else has a turn
   * @param whenGone called for each socket that is gone
   */
  EventLoop(String name, int newcomersPerTurn, Runnable whenGone) {
    this.newcomersPerTurn = newcomersPerTurn;
    this.whenGone = whenGone;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = new Thread(this, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isMine() {
    return Thread.currentThread() == thread;
  }

  /** Does it soon, on the loop's thread, in the order given; never when the loop has stopped. */
  void execute(Runnable task) {
    tasks.add(task);
    wake();
  }

  /** The same for a newcomer, when its turn comes. */
  void executeInTurn(Runnable step) {
    newcomers.add(step);
    wake();
  }

  /** Ends a wait for something to happen. */
  void wake() {
    if (!isMine() && !woken.getAndSet(true)) {
      selector.wakeup();
    }
  }

  /** Closes all its sockets, then ends. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  /** Takes in an accepted connection, which is then among those that are forgotten one day. */
  void adopt(SocketChannel channel, Socket.InitialPhase initial) {
    try {
      SelectionKey key = channel.register(selector, 0);
      Socket socket = new Socket(channel, this, key, initial);
      key.attach(socket);
      sockets.add(socket);
      timed.add(socket);
      socket.want(SelectionKey.OP_READ);
      if (drained != null) {
        guard(socket, () -> socket.phase().drain());
      }
    } catch (IOException | RuntimeException e) {
      turnAway(channel);
    }
  }

  /** Closes a connection that is not taken in; on any thread. */
  void turnAway(SocketChannel channel) {
    try (channel) {
      Refusal.write(channel);
    } catch (IOException | RuntimeException e) {
      // It is gone: so it shall be.
    } finally {
      whenGone.run();
    }
  }

  /** Its deadlines are its own from now on. */
  void doNotTime(Socket socket) {
    timed.remove(socket);
  }

  void forget(Socket socket) {
    sockets.remove(socket);
    timed.remove(socket);
    whenGone.run();
  }

  /**
   * Ends what is not a WebSocket as soon as it has its answers.
   *
   * @return done when there is none any more
   */
  CompletableFuture<Done> drain() {
    CompletableFuture<Done> done = new CompletableFuture<>();
    execute(
        () -> {
          drained = done;
          List.copyOf(timed).forEach(socket -> guard(socket, () -> socket.phase().drain()));
        });
    return done;
  }

  /** Cuts all that are not WebSockets. */
  void cutTimed() {
    execute(() -> List.copyOf(timed).forEach(Socket::cut));
  }

  @Override
  public void run() {
    try (selector) {
      while (!stopped) {
        if (newcomers.isEmpty()) {
          selector.select(this::ready, LOOK_EVERY_MS);
        } else {
          selector.selectNow(this::ready);
        }
        woken.set(false);
        run(tasks, Integer.MAX_VALUE);
        run(newcomers, newcomersPerTurn);
        lookAtDeadlines();
        if (drained != null && timed.isEmpty() && newcomers.isEmpty()) {
          drained.complete(Done.getInstance());
        }
      }
    } catch (IOException e) {
      LOG.error("A loop over sockets ended; its connections are closed", e);
    } finally {
      stopped = true;
      List.copyOf(sockets).forEach(socket -> guard(socket, socket::close));
      run(tasks, Integer.MAX_VALUE);
      run(newcomers, Integer.MAX_VALUE);
      if (drained != null) {
        drained.complete(Done.getInstance());
      }
    }
  }

  private void ready(SelectionKey key) {
    Socket socket = (Socket) key.attachment();
    if (key.isValid()) {
      int operations = key.readyOps();
      guard(socket, () -> socket.ready(operations, buffer));
    }
  }

  private static void run(Queue<Runnable> queue, int max) {
    for (int i = 0; i < max; i++) {
      Runnable task = queue.poll();
      if (task == null) {
        return;
      }
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A loop over sockets failed at something, and goes on", e);
      }
    }
  }

  private void lookAtDeadlines() {
    long now = System.nanoTime();
    if (now - lookedAt < LOOK_EVERY_MS * 1_000_000) {
      return;
    }
    lookedAt = now;
    for (Socket socket : List.copyOf(timed)) {
      if (socket.phase().isOverdue(now)) {
        guard(socket, socket::cut);
      }
    }
  }

  /** A mistake of ours costs the connection it happens to, not the others. */
  static void guard(Socket socket, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("A connection failed, and is closed", e);
      try {
        socket.close();
      } catch (RuntimeException again) {
        LOG.error("It failed once more when it was closed", again);
      }
    }
  }
}
