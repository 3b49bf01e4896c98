package carafe.rooms.relay;

import carafe.rooms.log.Seldom;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells many connections the same. In a large room threads that are free help the relay, which goes
 * on only when all are told: what one connection hears stays in order, and nothing queues up.
 */
final class FanOut {
  private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

  /** Connections that a thread takes at a time: about a millisecond of writing. */
  private static final int SHARE = 128;

  /** More would not be free in any case: rooms, loops and the journal have work too. */
  private static final int HELPERS_MAX = 3;

  private static final long HELPER_STAYS_SECONDS = 10;

  private final int splitFrom;
  private final int helperCount;
  private final Executor helpers;
  private final Seldom noThreads = new Seldom();

  /**
   * @param splitFrom so many connections are worth being told by several threads
   */
  FanOut(int splitFrom, int helperCount, Executor helpers) {
    this.splitFrom = splitFrom;
    this.helperCount = helperCount;
    this.helpers = helpers;
  }

  /** With threads of its own, which come when there is work and go when there is none. */
  static FanOut start(int splitFrom) {
    int helpers =
        Math.min(HELPERS_MAX, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    return new FanOut(
        splitFrom,
        helpers,
        new ThreadPoolExecutor(
            0,
            helpers,
            HELPER_STAYS_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "carafe-fan-out");
              thread.setDaemon(true);
              return thread;
            },
            // Nobody is free: then the relay does it alone.
            new ThreadPoolExecutor.DiscardPolicy()));
  }

  /** Whether so many are told by several threads. */
  boolean splits(int count) {
    return count >= splitFrom;
  }

  /** Returns when each of them has been told, by whatever thread. */
  void tell(Peer[] peers, Consumer<Peer> telling) {
    if (!splits(peers.length)) {
      for (Peer peer : peers) {
        telling.accept(peer);
      }
      return;
    }
    Work work = new Work(peers, telling);
    callHelpers(work);
    work.run();
    work.awaitOthers();
  }

  /** Where the system gives no more threads, the relay does it with those that came, or alone. */
  private void callHelpers(Work work) {
    try {
      for (int i = 0; i < helperCount; i++) {
        helpers.execute(work);
      }
    } catch (OutOfMemoryError e) {
      if (noThreads.isDue()) {
        LOG.warn("No thread could be started to help in a large room: it is told without", e);
      }
    }
  }

  /** Shares that whoever runs this takes, one after the other. */
  private static final class Work implements Runnable {
    private final Peer[] peers;
    private final Consumer<Peer> telling;
    private final int shares;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Thread relay = Thread.currentThread();
    private volatile @Nullable Throwable failure;

    Work(Peer[] peers, Consumer<Peer> telling) {
      this.peers = peers;
      this.telling = telling;
      this.shares = (peers.length + SHARE - 1) / SHARE;
    }

    @Override
    public void run() {
      for (int share = taken.getAndIncrement(); share < shares; share = taken.getAndIncrement()) {
        int end = Math.min(peers.length, (share + 1) * SHARE);
        for (int i = share * SHARE; i < end; i++) {
          tell(peers[i]);
        }
        if (done.incrementAndGet() == shares) {
          LockSupport.unpark(relay);
        }
      }
    }

    private void tell(Peer peer) {
      try {
        telling.accept(peer);
      } catch (RuntimeException | Error e) {
        failure = e; // a share that is never done would hold up the relay for ever
      }
    }

    /** Others may still be at their last share. A failure of theirs is the relay's too. */
    void awaitOthers() {
      while (done.get() < shares) {
        LockSupport.park(this);
      }
      switch (failure) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {}
      }
    }
  }
}
