package carafe.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers. Whoever asks while a question is on its way, or shortly after, gets
 * that one's answer: any number of askers costs one connection and a few questions a second.
 */
public final class Liveness {
  private static final int ANSWER_SECONDS_MAX = 2;
  private static final Duration ANSWER_HOLDS = Duration.ofMillis(250);

  private final DataSource source;
  private final Executor executor;
  private @Nullable CompletableFuture<Boolean> question;
  private long askedNanos;

  /**
   * @param executor may be blocked
   */
  public Liveness(DataSource source, Executor executor) {
    this.source = source;
    this.executor = executor;
  }

  public synchronized CompletionStage<Boolean> answers() {
    CompletableFuture<Boolean> last = question;
    boolean recent = System.nanoTime() - askedNanos < ANSWER_HOLDS.toNanos();
    if (last != null && (recent || !last.isDone())) {
      return last.minimalCompletionStage();
    }
    askedNanos = System.nanoTime();
    CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(this::ask, executor);
    question = asked;
    return asked.minimalCompletionStage();
  }

  private boolean ask() {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(ANSWER_SECONDS_MAX);
    } catch (SQLException e) {
      return false;
    }
  }
}
