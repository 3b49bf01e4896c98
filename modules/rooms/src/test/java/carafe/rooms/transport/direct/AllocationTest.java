package carafe.rooms.transport.direct;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private final TestClock clock = new TestClock();
  private final Allocation<String> allocation =
      new Allocation<>(this::allocate, clock.clocks().nanos());
  private boolean memoryIsUsedUp;
  private int asked;

  private String allocate() {
    asked++;
    if (memoryIsUsedUp) {
      throw new OutOfMemoryError("made up: Cannot reserve 65536 bytes of direct buffer memory");
    }
    return "a buffer";
  }

  @Test
  void whereMemoryIsUsedUpItIsAskedOnceInAWhile() {
    memoryIsUsedUp = true;
    for (int i = 0; i < 1000; i++) {
      assertThat(allocation.get()).isNull();
    }
    assertThat(asked).isEqualTo(1);

    clock.pass(Duration.ofNanos(Allocation.PAUSE_NANOS));
    assertThat(allocation.get()).isNull();
    assertThat(allocation.get()).isNull();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void whenThereIsSomeAgainItIsGiven() {
    assertThat(allocation.get()).isEqualTo("a buffer");
    memoryIsUsedUp = true;
    assertThat(allocation.get()).isNull();
    memoryIsUsedUp = false;
    assertThat(allocation.get()).isNull();
    clock.pass(Duration.ofNanos(Allocation.PAUSE_NANOS));
    assertThat(allocation.get()).isEqualTo("a buffer");
    assertThat(allocation.get()).isEqualTo("a buffer");
  }
}
