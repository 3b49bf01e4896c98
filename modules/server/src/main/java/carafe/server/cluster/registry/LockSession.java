package carafe.server.cluster.registry;

import carafe.server.settings.DatabaseLogin;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's row and lock in the database, on a connection of its own which lives as long as the
 * node. When it breaks, another one is taken and the lock with it.
 */
public final class LockSession implements Registry, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LockSession.class);

  /** How soon a break is noticed. */
  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private static final Duration BEAT_EVERY = Duration.ofSeconds(10);

  /** Longer than rows of the dead are asked for ({@code Decision}). */
  private static final Duration FORGET_AFTER = Duration.ofHours(1);

  /** Nodes that were cut off from the database come back to their rows within this. */
  private static final Duration FORGET_NOT_BEFORE = Duration.ofMinutes(1);

  /** What closing takes at most. */
  public static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  private final DatabaseLogin login;
  private final NodeIdentity self;
  private final Consumer<Look> lockedAgain;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicReference<@Nullable CompletableFuture<Look>> asked = new AtomicReference<>();

  // On the thread only.
  private int id;
  private Optional<UUID> cluster = Optional.empty();
  private boolean joining;
  private long sessions;
  private boolean brokenSaid;

  /** Read elsewhere only to cut it off. */
  private volatile @Nullable Session session;

  private volatile Formation formation = Formation.NONE;

  private LockSession(DatabaseLogin login, NodeIdentity self, Consumer<Look> lockedAgain) {
    this.login = login;
    this.self = self;
    this.lockedAgain = lockedAgain;
    thread =
        new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().daemon().name("carafe-lock-session").unstarted(work));
  }

  /**
   * Registers the node as soon as the database lets it.
   *
   * @param lockedAgain hears what was to be seen each time the lock was taken again after a break;
   *     on this session's thread, which it must not block
   */
  public static LockSession start(
      DatabaseLogin login, NodeIdentity self, Consumer<Look> lockedAgain) {
    LockSession session = new LockSession(login, self, lockedAgain);
    var _ =
        session.thread.scheduleWithFixedDelay(
            session::check, 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return session;
  }

  /** Any number of questions that wait for the thread are one. */
  @Override
  public CompletionStage<Look> look() {
    CompletableFuture<Look> mine = new CompletableFuture<>();
    CompletableFuture<Look> waiting = asked.compareAndExchange(null, mine);
    if (waiting != null) {
      return waiting.minimalCompletionStage();
    }
    var _ =
        call(() -> {
              // From here on, whoever asks wants a look that begins later.
              asked.set(null);
              Session current = current();
              return current.table.look(current.number, id, current.backend);
            })
            .whenComplete(
                (look, failure) -> {
                  asked.compareAndSet(mine, null);
                  if (failure == null) {
                    mine.complete(look);
                  } else {
                    mine.completeExceptionally(failure);
                  }
                });
    return mine.minimalCompletionStage();
  }

  /**
   * Takes the formation lock in another way, giving it back first.
   *
   * @return false: somebody else holds it; then this node holds it no more
   */
  public CompletionStage<Boolean> hold(Formation wanted) {
    return call(
        () -> {
          Session current = current();
          if (formation == wanted) {
            return true;
          }
          letGo(current);
          if (wanted == Formation.NONE) {
            return true;
          }
          boolean held = current.table.lockFormation(wanted);
          formation = held ? wanted : Formation.NONE;
          joining = held;
          return held;
        });
  }

  /** How this node holds the formation lock now. */
  public Formation formation() {
    return formation;
  }

  /**
   * Writes into the row which cluster this node is a member of, and gives the formation lock back.
   */
  public CompletionStage<Boolean> enter(UUID incarnation) {
    return call(
        () -> {
          Session current = current();
          cluster = Optional.of(incarnation);
          if (!current.table.enter(id, incarnation)) {
            throw new SQLException("The row is gone"); // the next one is made with it
          }
          letGo(current);
          return true;
        });
  }

  /** Removes rows of the dead. */
  public CompletionStage<Boolean> forget(Collection<Integer> ids) {
    List<Integer> rows = List.copyOf(ids);
    return call(
        () -> {
          current().table.forget(rows);
          return true;
        });
  }

  private void letGo(Session current) throws SQLException {
    if (formation != Formation.NONE) {
      current.table.unlockFormation(formation);
    }
    formation = Formation.NONE;
    joining = false;
  }

  private <T> CompletableFuture<T> call(Callable<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      thread.execute(
          () -> {
            try {
              answer.complete(work.call());
            } catch (SQLException e) {
              broken(e);
              answer.completeExceptionally(e);
            } catch (Exception | Error e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private Session current() throws SQLException {
    Session current = session;
    if (current == null) {
      current = open();
      settle(current);
    }
    return current;
  }

  private void check() {
    try {
      Session current = current();
      settle(current);
      if (!current.table.isThere(id, current.backend) && current.locked) {
        throw rowIsGone();
      }
      if (!current.beatIsDue(BEAT_EVERY)) {
        return;
      }
      if (!current.table.beat(id)) {
        throw rowIsGone();
      }
      current.hasBeaten();
      if (current.isOlderThan(FORGET_NOT_BEFORE)) {
        current.table.forgetSilent(FORGET_AFTER);
      }
    } catch (SQLException e) {
      broken(e);
    } catch (RuntimeException e) {
      LOG.error("A bug in the lock session", e);
    }
  }

  private SQLException rowIsGone() {
    id = 0;
    return new SQLException("The row of this node is gone"); // the next session makes another
  }

  private Session open() throws SQLException {
    Session opened = Session.open(login, sessions + 1);
    sessions++;
    session = opened;
    return opened;
  }

  /** Takes what the session has to hold, as far as the one before has let go of it. */
  private void settle(Session current) throws SQLException {
    if (current.locked) {
      return;
    }
    // Before the row's lock: while that one is free nobody forms a cluster, for our port answers.
    if (joining && formation == Formation.NONE) {
      if (!current.table.lockFormation(Formation.JOINING)) {
        return;
      }
      formation = Formation.JOINING;
    }
    if (id != 0 && !current.table.beat(id)) {
      id = 0;
    }
    if (id == 0) {
      id = current.table.register(self, cluster);
    } else if (!current.table.lock(id)) {
      return;
    }
    current.locked = true;
    brokenSaid = false;
    if (current.number > 1) {
      LOG.info("This node holds its lock in the database again");
      lockedAgain.accept(current.table.look(current.number, id, current.backend));
    }
  }

  private void broken(SQLException e) {
    Session current = session;
    if (!brokenSaid) {
      brokenSaid = true;
      LOG.warn("The lock session with the database broke, another one is taken: {}", e.toString());
    }
    session = null;
    formation = Formation.NONE;
    if (current != null) {
      current.cut();
    }
  }

  /** Removes the row, if the database lets it, and ends the session. */
  @Override
  public void close() {
    try {
      // Not shut down before: that would drop it from the queue.
      thread.submit(this::remove).get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.info("The database does not answer: this node's row stays in it, without its lock");
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed before", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abandon();
    }
  }

  /** Ends the session and leaves the row in the database: the node may not be gone. */
  public void abandon() {
    thread.shutdownNow();
    Session current = session;
    if (current != null) {
      current.cut();
    }
  }

  private void remove() {
    Session current = session;
    if (current != null) {
      try {
        current.table.remove(id);
      } catch (SQLException e) {
        LOG.info("This node's row stays in the database, without its lock: {}", e.toString());
      }
    }
  }
}
