package carafe.tasting.session;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time of day; and two ways to deceive an actor that asks for the time in a method which the
 * test names: it stands still, while things come to it, and gets the time when the test says so; or
 * it is told another time.
 */
final class TableClock extends Clock {
  /** One actor standing still. */
  static final class Stall {
    private final CountDownLatch stands = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);

    void awaitStanding() {
      await(stands);
    }

    void end() {
      goesOn.countDown();
    }
  }

  private volatile Stall stall = new Stall();
  private volatile String stalling = "";

  private volatile Instant told = Instant.EPOCH;
  private volatile String telling = "";

  /** Whoever asks for the time in this method next stands still. */
  Stall stall(String method) {
    stall = new Stall();
    stalling = method;
    return stall;
  }

  /** Whoever asks for the time in this method next is told this one. */
  void tell(String method, Instant at) {
    told = at;
    telling = method;
  }

  @Override
  public Instant instant() {
    String deceived = telling;
    if (!deceived.isEmpty() && isIn(deceived)) {
      telling = "";
      return told;
    }
    String method = stalling;
    if (!method.isEmpty() && isIn(method)) {
      stalling = "";
      stall.stands.countDown();
      await(stall.goesOn);
    }
    return Instant.now();
  }

  private static boolean isIn(String method) {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals(method)));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(15, TimeUnit.SECONDS)) {
        throw new AssertionError("hangs");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
