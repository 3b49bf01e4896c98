package carafe.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers. It has a connection and a thread of its own, so that nobody who
 * waits for a pool makes it say something else. Whoever asks while a question is on its way, or
 * shortly after, gets that one's answer: any number of askers costs one connection and a few
 * questions a second.
 */
public final class Liveness implements AutoCloseable {
  /** Of load balancers' patience with a health check: an answer after it is none. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  private static final Duration ANSWER_HOLDS = Duration.ofMillis(250);

  /** Makes a new connection each time; may block. */
  interface Reach {
    Connection reach() throws SQLException;
  }

  private final Reach database;
  private @Nullable CompletableFuture<Boolean> question;
  private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(false);
  private long askedNanos;
  private boolean closed;

  /** Only used by the one question that is on its way, and to close it. */
  private volatile @Nullable Connection connection;

  Liveness(Reach database) {
    this.database = database;
  }

  /** Completes within 2 s. */
  public synchronized CompletionStage<Boolean> answers() {
    CompletableFuture<Boolean> last = question;
    boolean recent = System.nanoTime() - askedNanos < ANSWER_HOLDS.toNanos();
    if (closed || (last != null && (recent || !last.isDone()))) {
      return answer.minimalCompletionStage();
    }
    askedNanos = System.nanoTime();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    question = asked;
    answer = asked.copy().completeOnTimeout(false, ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    Thread.ofVirtual().name("carafe-database-answers").start(() -> asked.complete(ask()));
    return answer.minimalCompletionStage();
  }

  /** A connection that was cut says nothing of the database: a new one does. */
  private boolean ask() {
    return asksWell(connection) || asksWell(connect());
  }

  private boolean asksWell(@Nullable Connection which) {
    try {
      if (which != null && which.isValid((int) ANSWER_WITHIN.toSeconds())) {
        return true;
      }
    } catch (SQLException e) {
      // as good as an answer
    }
    drop(which);
    return false;
  }

  private @Nullable Connection connect() {
    try {
      Connection made = database.reach();
      connection = made;
      return made;
    } catch (SQLException e) {
      return null;
    }
  }

  private void drop(@Nullable Connection which) {
    connection = null;
    if (which != null) {
      try {
        which.close();
      } catch (SQLException e) {
        // it was broken
      }
    }
  }

  /** From now on the answer is no. */
  @Override
  public synchronized void close() {
    closed = true;
    answer = CompletableFuture.completedFuture(false);
    drop(connection);
  }
}
