package carafe.rooms.transport.direct;

import carafe.rooms.log.Seldom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
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
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread and the sockets it reads. Holds one buffer for all of them: a socket on which nothing
 * happens holds none. It ends only when it is told to: what goes wrong with a socket, an {@link
 * Error} too, costs that connection; what goes wrong with the selector costs those it has, and the
 * loop goes on with a new one.
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

  /** So often in a row nothing came of a turn: its selector is given up. */
  private static final int FAILED_TURNS_MAX = 3;

  private static final long PAUSE_NANOS = 100_000_000;

  /** Where selectors come from. */
  interface Selectors {
    Selector open() throws IOException;
  }

  private final Selectors selectors;
  private volatile Selector selector;
  private final Thread thread;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private final WriteBuffer writeBuffer = WriteBuffer.allocate();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /** What is to be done for those who come; bounded by how many connections there may be. */
  private final Queue<Runnable> newcomers = new ConcurrentLinkedQueue<>();

  private final int newcomersPerTurn;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Sockets sockets = new Sockets();

  /** Those that have deadlines: WebSockets keep time for themselves. */
  private final Set<Socket> timed = new HashSet<>();

  private @Nullable CompletableFuture<Done> drained;
  private long lookedAt = System.nanoTime();
  private final Seldom failures = new Seldom();
  private int failedTurns;
  private volatile boolean stopped;
  private volatile boolean ended;

  /**
   * @param newcomersPerTurn steps for newcomers before everybody else has a turn
   */
  EventLoop(String name, int newcomersPerTurn) {
    this(name, newcomersPerTurn, Selector::open);
  }

  EventLoop(String name, int newcomersPerTurn, Selectors selectors) {
    this.newcomersPerTurn = newcomersPerTurn;
    this.selectors = selectors;
    try {
      selector = selectors.open();
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

  /**
   * Does it soon, on the loop's thread, in the order given. When the loop has ended, at once:
   * nothing is left of its sockets then, and what still comes has to be closed.
   */
  void execute(Runnable task) {
    add(task, tasks);
  }

  /** The same; a failure costs that connection. */
  void execute(Socket socket, Runnable task) {
    execute(() -> socket.guard(task));
  }

  /** The same for a newcomer, when its turn comes. */
  void executeInTurn(Runnable step) {
    add(step, newcomers);
  }

  private void add(Runnable task, Queue<Runnable> queue) {
    queue.add(task);
    if (ended) {
      runAll();
    } else {
      wake();
    }
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

  /**
   * Takes in an accepted connection.
   *
   * @param whenGone called once, whatever becomes of it
   */
  void adopt(SocketChannel channel, Socket.InitialPhase initial, Runnable whenGone) {
    Socket socket;
    try {
      SelectionKey key = channel.register(selector, 0);
      socket = new Socket(channel, this, key, initial, whenGone);
      key.attach(socket);
    } catch (IOException | ClosedSelectorException e) {
      Refusal.turnAway(channel, whenGone); // the client is gone, or the loop: nothing new
      return;
    } catch (RuntimeException | Error e) {
      LOG.error("A connection could not be taken in, and is closed", e);
      Refusal.turnAway(channel, whenGone);
      return;
    }
    socket.guard(
        () -> {
          sockets.add(socket);
          timed.add(socket);
          socket.want(SelectionKey.OP_READ);
          if (drained != null) {
            socket.phase().drain();
          }
        });
  }

  /** Its deadlines are its own from now on. */
  void doNotTime(Socket socket) {
    timed.remove(socket);
  }

  void forget(Socket socket) {
    sockets.remove(socket);
    timed.remove(socket);
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
          List.copyOf(timed).forEach(socket -> socket.guard(() -> socket.phase().drain()));
          tellWhenDrained();
        });
    return done;
  }

  /** Does not wait any longer for those that are not WebSockets. */
  void giveUpTimed() {
    execute(() -> List.copyOf(timed).forEach(socket -> socket.guard(socket::giveUp)));
  }

  // ---- on its thread

  @Override
  public void run() {
    writeBuffer.belongToThisThread();
    Throwable failure = null;
    while (!stopped) {
      try {
        if (failure != null) {
          goOnAfter(failure);
          failure = null;
        }
        turn();
        failedTurns = 0;
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }
    end();
  }

  private void turn() throws IOException {
    // A newcomer's step may have left a task on this very thread, which wakes nobody.
    if (tasks.isEmpty() && newcomers.isEmpty()) {
      selector.select(this::ready, LOOK_EVERY_MS);
    } else {
      selector.selectNow(this::ready);
    }
    woken.set(false);
    run(tasks, Integer.MAX_VALUE);
    run(newcomers, newcomersPerTurn);
    lookAtDeadlines();
    tellWhenDrained();
  }

  private void ready(SelectionKey key) {
    Socket socket = (Socket) key.attachment();
    socket.guard(
        () -> {
          if (key.isValid()) {
            socket.ready(key.readyOps(), buffer);
          }
        });
  }

  private void runAll() {
    run(tasks, Integer.MAX_VALUE);
    run(newcomers, Integer.MAX_VALUE);
  }

  private static void run(Queue<Runnable> queue, int max) {
    for (int i = 0; i < max; i++) {
      Runnable task = queue.poll();
      if (task == null) {
        return;
      }
      try {
        task.run();
      } catch (RuntimeException | Error e) {
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
      socket.guard(
          () -> {
            if (socket.phase().isOverdue(now)) {
              socket.giveUp();
            }
          });
    }
  }

  private void tellWhenDrained() {
    if (drained != null && timed.isEmpty() && newcomers.isEmpty()) {
      drained.complete(Done.getInstance());
    }
  }

  // ---- when it fails itself, and at the end

  /**
   * No socket and no task is to blame. Fails too when there is no other selector, or no memory to
   * say so; then it is called again.
   */
  private void goOnAfter(Throwable failure) throws IOException {
    failedTurns++;
    LockSupport.parkNanos(PAUSE_NANOS);
    // Whom it was given meanwhile, and cannot serve, is told so.
    runAll();
    if (failures.isDue()) {
      LOG.error("A loop over sockets failed, and goes on", failure);
    }
    if (!selector.isOpen() || failedTurns >= FAILED_TURNS_MAX) {
      if (!sockets.isEmpty()) {
        LOG.error(
            "A loop over sockets closes its {} connections: it needs a new selector",
            sockets.size());
      }
      closeAll();
      selector = selectors.open();
      LOG.warn("A loop over sockets has started anew");
    }
  }

  private void closeAll() throws IOException {
    sockets.copy().forEach(socket -> socket.guard(socket::close));
    selector.close();
  }

  private void end() {
    try {
      closeAll();
    } catch (IOException | RuntimeException | Error e) {
      LOG.error("A loop over sockets failed when it ended", e);
    } finally {
      ended = true;
      runAll();
      tellWhenDrained();
    }
  }
}
