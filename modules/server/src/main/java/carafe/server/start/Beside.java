package carafe.server.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part of the start that runs beside the others, and is waited for where it is needed. */
public final class Beside {
  private Beside() {}

  /** What it gives waits for the part, and throws what that threw. */
  public static <T> Supplier<T> begin(Supplier<T> part) {
    CompletableFuture<T> done =
        CompletableFuture.supplyAsync(
            part, work -> Thread.ofPlatform().daemon().name("carafe-start").start(work));
    return () -> {
      try {
        return done.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException problem ? problem : e;
      }
    };
  }
}
