package carafe.load.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * One thread that carries thousands of links: waits for sockets, runs what others ask of it, and
 * knows how busy and how late it is.
 */
public final class Loop implements AutoCloseable {
  /** Tasks that may wait: two of each room's script, and one of each link that cannot be. */
  private static final int TASKS_MAX = 1 << 22;

  private static final int READ_BYTES = 256 << 10;
  private static final long HEARTBEAT_NANOS = 10_000_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private record Due(long at, Runnable task) {}

  /** What it worked before it woke up or fell asleep last; and when that was. */
  private record Work(long nanosBefore, boolean awake, long since) {
    Work next(long now) {
      return new Work(nanos(now), !awake, now);
    }

    long nanos(long now) {
      return awake ? nanosBefore + (now - since) : nanosBefore;
    }
  }

  private final Selector selector;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>(TASKS_MAX);
  private final PriorityQueue<Due> timers = new PriorityQueue<>((a, b) -> Long.signum(a.at - b.at));
  private final byte[] read = new byte[READ_BYTES];
  private final Thread thread;
  private final LongConsumer lateness;
  private final AtomicLong frames = new AtomicLong();
  private final AtomicInteger links = new AtomicInteger();
  private volatile Work work = new Work(0, false, 0);
  private volatile boolean stopped;

  /**
   * @param lateness is told for every 10 ms how late the loop is, in nanoseconds; afterwards for
   *     those that it could not look at
   */
  public Loop(String name, LongConsumer lateness) {
    this.lateness = lateness;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public Loop start() {
    thread.start();
    return this;
  }

  /** Runs it on the loop's thread, soon. */
  public void execute(Runnable task) {
    if (!tasks.offer(task)) {
      throw new IllegalStateException("more than " + TASKS_MAX + " tasks wait for one loop");
    }
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  /**
   * Runs it on the loop's thread at that time, up to a millisecond later. Only on the loop's
   * thread.
   */
  public void at(long nanoTime, Runnable task) {
    timers.add(new Due(nanoTime, task));
  }

  /**
   * Time it spent on anything but waiting, with what it is in the midst of: whoever has waited for
   * its work asks before it rests.
   */
  public long busyNanos() {
    return work.nanos(System.nanoTime());
  }

  /** Messages that arrived. */
  public long frames() {
    return frames.get();
  }

  /** Connections that are open or being opened. */
  public int links() {
    return links.get();
  }

  /** Ends the thread and every link. */
  @Override
  public void close() {
    stopped = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- for its links

  Selector selector() {
    return selector;
  }

  byte[] readBuffer() {
    return read;
  }

  void countFrame() {
    frames.lazySet(frames.get() + 1);
  }

  void linkBegan() {
    links.incrementAndGet();
  }

  void linkEnded() {
    links.decrementAndGet();
  }

  // ---- its thread

  private void run() {
    long began = System.nanoTime();
    work = work.next(began);
    beat(began + HEARTBEAT_NANOS);
    try {
      while (!stopped) {
        runTasks();
        long next = runTimers();
        work = work.next(System.nanoTime());
        selector.select(next);
        work = work.next(System.nanoTime());
        for (SelectionKey key : selector.selectedKeys()) {
          ((Link) key.attachment()).ready(key);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException | ClosedSelectorException e) {
      throw new IllegalStateException("a selector that fails", e);
    } finally {
      endAll();
    }
  }

  private void runTasks() {
    // Not more than wait now: a task may put another one there.
    for (int n = tasks.size(); n > 0; n--) {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  /** How many milliseconds there are until the next one, at least 1; rounded up, not to spin. */
  private long runTimers() {
    while (true) {
      Due due = timers.peek();
      if (due == null) {
        return tasks.isEmpty() ? HEARTBEAT_NANOS / NANOS_PER_MS : 1;
      }
      long left = due.at - System.nanoTime();
      if (left > 0) {
        return tasks.isEmpty() ? (left + NANOS_PER_MS - 1) / NANOS_PER_MS : 1;
      }
      timers.remove();
      due.task.run();
    }
  }

  private void beat(long due) {
    at(
        due,
        () -> {
          // All that were due: one long halt would be one late beat among many else.
          long now = System.nanoTime();
          long next = due;
          for (; next <= now; next += HEARTBEAT_NANOS) {
            lateness.accept(now - next);
          }
          beat(next);
        });
  }

  private void endAll() {
    for (SelectionKey key : selector.keys()) {
      ((Link) key.attachment()).reset();
    }
    try {
      selector.close();
    } catch (IOException e) {
      // Nobody waits for it any more.
    }
  }
}
