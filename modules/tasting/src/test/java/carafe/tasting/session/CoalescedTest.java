package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The first at once, then at most one an interval. */
class CoalescedTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private final Coalesced coalesced = new Coalesced();

  private Coalesced.Advice changedAt(long millis) {
    return coalesced.changed(at(millis), INTERVAL);
  }

  private static Instant at(long millis) {
    return Instant.EPOCH.plusMillis(millis);
  }

  private static Coalesced.SendLater later(long millis) {
    return new Coalesced.SendLater(Duration.ofMillis(millis));
  }

  @Test
  void theFirstChangeIsSentAtOnce() {
    assertThat(changedAt(0)).isEqualTo(new Coalesced.SendNow());
    assertThat(coalesced.isDue()).isFalse();
  }

  @Test
  void theNextWaitsForTheIntervalAndFurtherOnesGoWithIt() {
    changedAt(0);
    assertThat(changedAt(30)).isEqualTo(later(70));
    assertThat(changedAt(60)).isEqualTo(new Coalesced.Waits());
    assertThat(coalesced.isDue()).isTrue();

    coalesced.sent(at(100));
    assertThat(coalesced.isDue()).isFalse();
    assertThat(changedAt(150)).isEqualTo(later(50));
  }

  @Test
  void aChangeAfterTheIntervalIsSentAtOnceAgain() {
    changedAt(0);
    assertThat(changedAt(100)).isEqualTo(new Coalesced.SendNow());
  }

  @Test
  void aClockThatWasSetBackKeepsNobodyWaiting() {
    changedAt(3_600_000);
    assertThat(changedAt(0)).isEqualTo(later(100));
  }

  @Test
  void whatWasSentForAnotherReasonCounts() {
    changedAt(0);
    changedAt(10);
    coalesced.sent(at(20));
    assertThat(changedAt(30)).isEqualTo(later(90));
  }
}
