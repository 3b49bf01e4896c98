package carafe.server.management;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer for all who ask while it is on its way, or shortly after; thread-safe.
 *
 * @param <T> what is answered
 */
final class SharedAnswer<T> {
  private final Duration holds;
  private final LongSupplier nanos;
  private final Supplier<CompletionStage<T>> question;
  private @Nullable CompletableFuture<T> newest;
  private long askedAt;

  /**
   * @param holds counted from the moment of the question
   * @param question must come to an end in a time of its own
   */
  SharedAnswer(Duration holds, LongSupplier nanos, Supplier<CompletionStage<T>> question) {
    this.holds = holds;
    this.nanos = nanos;
    this.question = question;
  }

  synchronized CompletionStage<T> get() {
    CompletableFuture<T> last = newest;
    long now = nanos.getAsLong();
    if (last != null && (!last.isDone() || now - askedAt < holds.toNanos())) {
      return last.minimalCompletionStage();
    }
    askedAt = now;
    CompletableFuture<T> asked = question.get().toCompletableFuture();
    newest = asked;
    return asked.minimalCompletionStage();
  }
}
