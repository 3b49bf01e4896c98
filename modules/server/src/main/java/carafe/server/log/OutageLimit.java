package carafe.server.log;

import java.util.function.LongSupplier;

/**
 * Keeps the log readable while an {@link Outage} lasts: every room in use fails, again and again.
 */
public final class OutageLimit extends FailureLimit {
  static final int SHOWN_MAX = 20;

  /** Made by logback, by its name. */
  public OutageLimit() {
    this(System::nanoTime);
  }

  OutageLimit(LongSupplier nanoTime) {
    super("failures of the database", SHOWN_MAX, nanoTime);
  }

  @Override
  boolean concerns(Throwable failure) {
    return Outage.isBehind(failure);
  }
}
