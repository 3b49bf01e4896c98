package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A party that fails all the time is seen in the log, and does not fill it. */
class LogLimitTest {
  private final LogLimit limit = new LogLimit();
  private final long start = System.nanoTime();

  private long after(Duration time) {
    return start + time.toNanos();
  }

  private static Failure in(String room) {
    return new Failure(room, "onStart", "IllegalStateException at Broken.java:7");
  }

  @Test
  void theSameFailureIsToldOnceInAWhileAndCounted() {
    assertThat(limit.mayLog(in("quiz/1"), start)).hasValue(0);
    for (int second = 1; second < 10; second++) {
      assertThat(limit.mayLog(in("quiz/1"), after(Duration.ofSeconds(second)))).isEmpty();
    }
    assertThat(limit.mayLog(in("quiz/1"), after(Duration.ofSeconds(10)))).hasValue(9);
    assertThat(limit.mayLog(in("quiz/1"), after(Duration.ofSeconds(11)))).isEmpty();
    assertThat(limit.mayLog(in("quiz/1"), after(Duration.ofSeconds(20)))).hasValue(1);
  }

  @Test
  void anotherFailureIsToldBesideIt() {
    assertThat(limit.mayLog(in("quiz/1"), start)).hasValue(0);

    assertThat(limit.mayLog(in("quiz/2"), start)).hasValue(0);
    assertThat(limit.mayLog(new Failure("quiz/1", "onMessage", "there"), start)).hasValue(0);
    assertThat(limit.mayLog(new Failure("quiz/1", "onMessage", "elsewhere"), start)).hasValue(0);
  }

  @Test
  void allTogetherAreSoManyASecond() {
    assertThat(told(after(Duration.ofSeconds(1)))).isEqualTo(LogLimit.A_SECOND);
    assertThat(told(after(Duration.ofMillis(1999)))).isZero();
    assertThat(told(after(Duration.ofSeconds(2)))).isEqualTo(LogLimit.A_SECOND);
  }

  @Test
  void aLeftOutFailureIsCountedTillItIsTold() {
    long crowded = after(Duration.ofSeconds(1));
    told(crowded);

    assertThat(limit.mayLog(in("quiz/late"), crowded)).isEmpty();

    assertThat(limit.mayLog(in("quiz/late"), after(Duration.ofSeconds(2)))).hasValue(1);
  }

  /** How many of very many different failures are told. */
  private long told(long now) {
    return IntStream.range(0, 2 * LogLimit.KNOWN_MAX)
        .filter(room -> limit.mayLog(in("quiz/" + now + "-" + room), now).isPresent())
        .count();
  }
}
