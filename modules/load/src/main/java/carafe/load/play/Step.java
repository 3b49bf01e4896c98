package carafe.load.play;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One thing that everybody in a room has to get: who has, and when the first and the last did. */
final class Step {
  private final StepKind kind;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean begun;
  private long begunAt;
  private int expected;
  private int arrived;
  private int lost;
  private long first;
  private long last;

  Step(StepKind kind) {
    this.kind = kind;
  }

  StepKind kind() {
    return kind;
  }

  synchronized void begin(int howMany, long at) {
    begun = true;
    begunAt = at;
    expected = howMany;
    look();
  }

  synchronized boolean isBegun() {
    return begun;
  }

  synchronized long begunAt() {
    return begunAt;
  }

  synchronized void arrive(long at) {
    if (arrived == 0 || at < first) {
      first = at;
    }
    if (arrived == 0 || at > last) {
      last = at;
    }
    arrived++;
    look();
  }

  /** One of those expected will not come. */
  synchronized void lose() {
    lost++;
    look();
  }

  private void look() {
    if (begun && arrived + lost >= expected) {
      over.countDown();
    }
  }

  /** False: some are still missing. */
  boolean await(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }

  synchronized StepResult result(int question) {
    boolean any = arrived > 0;
    return new StepResult(
        kind,
        question,
        expected,
        arrived,
        any ? (first - begunAt) / 1e6 : 0,
        any ? (last - begunAt) / 1e6 : 0);
  }
}
