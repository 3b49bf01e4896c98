package carafe.server.log;

import java.util.function.LongSupplier;

/**
 * Keeps clients from filling the log: a request over HTTP/1.0 with {@code Transfer-Encoding:
 * chunked} fails inside of Pekko HTTP, which logs two stack traces for each and answers 500.
 */
public final class BadRequestLimit extends FailureLimit {
  /** Those of one request. */
  static final int SHOWN_MAX = 2;

  /** What the constructor of its {@code HttpRequest} says. */
  private static final String SAID =
      "requirement failed: HTTP/1.0 requests must not have a chunked entity";

  /** Made by logback, by its name. */
  public BadRequestLimit() {
    this(System::nanoTime);
  }

  BadRequestLimit(LongSupplier nanoTime) {
    super("log lines of bad requests (HTTP/1.0 and chunked)", SHOWN_MAX, nanoTime);
  }

  @Override
  boolean concerns(Throwable failure) {
    return failure instanceof IllegalArgumentException && SAID.equals(failure.getMessage());
  }
}
