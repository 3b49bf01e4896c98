package carafe.rooms.transport.direct;

import carafe.rooms.log.Seldom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives buffers while there is memory for them. Where that outside the heap is used up, the JVM
 * collects garbage and waits for up to half a second before it says so: then it is not asked again
 * for a while, as those who want a buffer have many sockets to write to.
 */
final class Allocation<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Allocation.class);

  /** How long it is not asked again. */
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Supplier<T> allocator;
  private final LongSupplier nanos;
  private final Seldom failures = new Seldom();
  private volatile long noneUntil;

  Allocation(Supplier<T> allocator, LongSupplier nanos) {
    this.allocator = allocator;
    this.nanos = nanos;
    this.noneUntil = nanos.getAsLong();
  }

  /** Null: there is no memory for one now. */
  @Nullable T get() {
    if (nanos.getAsLong() - noneUntil < 0) {
      return null;
    }
    try {
      return allocator.get();
    } catch (OutOfMemoryError e) {
      noneUntil = nanos.getAsLong() + PAUSE_NANOS;
      if (failures.isDue()) {
        LOG.warn("No memory outside the heap to write from: loops write alone", e);
      }
      return null;
    }
  }
}
