package carafe.tasting.session;

import static carafe.tasting.session.ReservationLimit.Verdict.GO_AHEAD;
import static carafe.tasting.session.ReservationLimit.Verdict.TOO_FAST;
import static carafe.tasting.session.ReservationLimit.Verdict.TOO_MANY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many reservations a node takes on. */
class ReservationLimitTest {
  private long nanos;

  private ReservationLimit limit(int inFlight, int perSecond, int burst) {
    return new ReservationLimit(inFlight, perSecond, burst, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void onlySoManyAtATime() {
    ReservationLimit limit = limit(2, 100, 100);
    assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    assertThat(limit.ask()).isEqualTo(TOO_MANY);
    limit.finished();
    assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    assertThat(limit.ask()).isEqualTo(TOO_MANY);
  }

  @Test
  void onlySoManyInASecondAfterABurst() {
    ReservationLimit limit = limit(100, 2, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    }
    assertThat(limit.ask()).isEqualTo(TOO_FAST);
    pass(Duration.ofMillis(499));
    assertThat(limit.ask()).isEqualTo(TOO_FAST);
    pass(Duration.ofMillis(1));
    assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    assertThat(limit.ask()).isEqualTo(TOO_FAST);
  }

  @Test
  void noMoreThanABurstIsSavedUp() {
    ReservationLimit limit = limit(100, 2, 3);
    pass(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    }
    assertThat(limit.ask()).isEqualTo(TOO_FAST);
  }

  @Test
  void oneThatIsRefusedCostsNothing() {
    ReservationLimit limit = limit(1, 1, 2);
    assertThat(limit.ask()).isEqualTo(GO_AHEAD);
    assertThat(limit.ask()).isEqualTo(TOO_MANY);
    limit.finished();
    assertThat(limit.ask()).isEqualTo(GO_AHEAD);
  }
}
