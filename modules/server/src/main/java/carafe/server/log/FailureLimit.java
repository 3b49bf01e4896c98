package carafe.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets through only so many failures of one kind in {@link #WHILE}, where something outside of the
 * program can cause any number of them. How many were left out is said with the first one of the
 * next while.
 */
abstract class FailureLimit extends TurboFilter {
  static final Duration WHILE = Duration.ofSeconds(10);

  private final String kind;
  private final int shownMax;
  private final LongSupplier nanoTime;
  private boolean begun;
  private long begunAt;
  private int shown;
  private int leftOut;

  /**
   * @param kind their name, in the plural, as the log shows it
   * @param shownMax how many are let through in a while
   */
  FailureLimit(String kind, int shownMax, LongSupplier nanoTime) {
    this.kind = kind;
    this.shownMax = shownMax;
    this.nanoTime = nanoTime;
  }

  /** Whether it is of the kind that is limited. */
  abstract boolean concerns(Throwable failure);

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable failure) {
    @Nullable Throwable thrown = failure != null ? failure : last(params);
    if (thrown == null
        || !level.isGreaterOrEqual(logger.getEffectiveLevel())
        || !concerns(thrown)) {
      return FilterReply.NEUTRAL;
    }
    int before = newWhile();
    if (before > 0) {
      logger
          .getLoggerContext()
          .getLogger(getClass())
          .warn("{} more {} were left out here", before, kind);
    }
    return count();
  }

  /** How many were left out in the while that is over, if one is. */
  private synchronized int newWhile() {
    long now = nanoTime.getAsLong();
    if (begun && now - begunAt < WHILE.toNanos()) {
      return 0;
    }
    begun = true;
    begunAt = now;
    int before = leftOut;
    shown = 0;
    leftOut = 0;
    return before;
  }

  private synchronized FilterReply count() {
    if (shown < shownMax) {
      shown++;
      return FilterReply.NEUTRAL;
    }
    leftOut++;
    return FilterReply.DENY;
  }

  /** Where SLF4J takes it from, too. */
  private static @Nullable Throwable last(Object @Nullable [] params) {
    return params != null
            && params.length > 0
            && params[params.length - 1] instanceof Throwable thrown
        ? thrown
        : null;
  }
}
