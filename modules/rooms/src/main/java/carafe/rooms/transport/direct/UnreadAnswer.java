package carafe.rooms.transport.direct;

import carafe.rooms.budget.ByteBudget;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * What a socket did not take yet of an answer: one at a time is kept, drawn from the node's budget
 * unless it is little. HTTP keeps it, the loop writes it; both may lose the socket at any time.
 */
final class UnreadAnswer {
  private static final int FREE_BYTES = 8 * 1024;

  private record Kept(ByteBuffer bytes, ByteBudget.Share share) {}

  private final ByteBudget budget;
  private final Runnable whenLost;
  private volatile @Nullable Kept kept;

  /** The next request's, which waits until this answer is written. */
  private volatile @Nullable CompletableFuture<Done> next;

  private volatile boolean isGone;

  /**
   * @param whenLost called by any thread when others need what was drawn for it
   */
  UnreadAnswer(ByteBudget budget, Runnable whenLost) {
    this.budget = budget;
    this.whenLost = whenLost;
  }

  /**
   * @param rest all of it is drawn, until all is written: it is in one piece
   * @return false: there is no room for it
   */
  boolean keep(ByteBuffer rest) {
    ByteBudget.Share share = budget.share(whenLost);
    kept = new Kept(rest, share);
    boolean held = rest.capacity() <= FREE_BYTES || share.hold(rest.capacity());
    if (isGone) {
      share.release(); // whatever was drawn just now
    }
    return held;
  }

  /** What is to be written next; null when nothing is kept. */
  @Nullable ByteBuffer rest() {
    Kept now = kept;
    return now == null ? null : now.bytes();
  }

  /** Whether others needed more than there was. */
  boolean isLost() {
    Kept now = kept;
    return now != null && now.share().isLost();
  }

  /** The client reads. */
  void getsOn() {
    Kept now = kept;
    if (now != null) {
      now.share().getsOn();
    }
  }

  /** Nothing is left of it. */
  void written() {
    Kept now = kept;
    kept = null;
    if (now != null) {
      now.share().release();
    }
    CompletableFuture<Done> waits = next;
    if (waits != null) {
      waits.complete(Done.getInstance());
    }
  }

  /**
   * Who asks for more before it has read the answer waits until it has.
   *
   * @param answer is asked for there, if not at once
   */
  <T> CompletionStage<T> whenRead(Supplier<CompletionStage<T>> answer, Executor there) {
    if (kept == null) {
      return answer.get();
    }
    CompletableFuture<Done> waits = new CompletableFuture<>();
    next = waits;
    if (kept == null) {
      waits.complete(Done.getInstance()); // meanwhile
    }
    if (isGone) {
      waits.completeExceptionally(new CancellationException());
    }
    return waits.thenComposeAsync(_ -> answer.get(), there);
  }

  /** The socket is gone. */
  void gone() {
    isGone = true;
    Kept now = kept;
    if (now != null) {
      now.share().release();
    }
    CompletableFuture<Done> waits = next;
    if (waits != null) {
      waits.completeExceptionally(new CancellationException());
    }
  }
}
