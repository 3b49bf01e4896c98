package carafe.load.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final int HANG_SECONDS = 20;

  /** More than the rooms of a run. */
  private static final int TASKS = 200_001;

  private final List<Long> late = new CopyOnWriteArrayList<>();
  private final Loop loop = new Loop("loop", late::add).start();
  private final CountDownLatch done = new CountDownLatch(1);

  @AfterEach
  void end() {
    loop.close();
  }

  @Test
  void aHaltIsLateForAllThatWasDueInIt() throws InterruptedException {
    loop.execute(
        () -> {
          work(300);
          loop.at(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50), done::countDown);
        });
    assertThat(done.await(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
    long halt = TimeUnit.MILLISECONDS.toNanos(50);
    assertThat(late.stream().filter(nanos -> nanos > halt)).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void isBusyWithWhatItIsInTheMidstOf() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    loop.execute(
        () -> {
          work(100);
          done.countDown();
          awaitUninterrupted(asked);
        });
    assertThat(done.await(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
    long busy = loop.busyNanos();
    asked.countDown();
    assertThat(busy).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
  }

  @Test
  void takesATaskOfEachRoomThatARunMayHave() throws InterruptedException {
    CountDownLatch handedOver = new CountDownLatch(1);
    AtomicInteger run = new AtomicInteger();
    loop.execute(() -> awaitUninterrupted(handedOver));
    for (int i = 0; i < TASKS; i++) {
      loop.execute(run::incrementAndGet);
    }
    loop.execute(done::countDown);
    handedOver.countDown();
    assertThat(done.await(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(run).hasValue(TASKS);
  }

  private static void work(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
