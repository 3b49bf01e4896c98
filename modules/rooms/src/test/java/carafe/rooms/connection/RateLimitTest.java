package carafe.rooms.connection;

import static carafe.rooms.connection.RateLimit.Verdict.FINE;
import static carafe.rooms.connection.RateLimit.Verdict.IGNORE;
import static carafe.rooms.connection.RateLimit.Verdict.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.connection.RateLimit.Verdict;
import com.typesafe.config.ConfigFactory;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long START = Long.MAX_VALUE - 5_000_000_000L;
  private static final long MILLI = 1_000_000;

  private final RateLimit limit = new RateLimit(ConnectionSettings.of(ConfigFactory.load()), START);

  @Test
  void aFastHumanNeverMeetsIt() {
    // Ten a second, for two minutes.
    for (long at = 0; at < 120_000; at += 100) {
      assertThat(limit.frame(START + at * MILLI)).isTrue();
      assertThat(limit.message(200, START + at * MILLI)).isEqualTo(FINE);
    }
  }

  @Test
  void aClientThatSaysTooMuchIsToldOnceASecond() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    // Ninety a second, for ten seconds.
    for (int i = 0; i < 900; i++) {
      long now = START + i * MILLI * 1000 / 90;
      assertThat(limit.frame(now)).isTrue();
      counts.merge(limit.message(200, now), 1, Integer::sum);
    }
    assertThat(counts.get(FINE)).isBetween(345, 351);
    assertThat(counts.get(TELL)).isBetween(7, 10);
    assertThat(counts.get(IGNORE)).isGreaterThan(500);
  }

  @Test
  void aFloodIsSeen() {
    int frames = 0;
    while (limit.frame(START + frames * MILLI)) {
      frames++;
    }
    assertThat(frames).isBetween(550, 560);
  }

  @Test
  void aLargeMessageCountsAsSeveral() {
    for (int i = 0; i < 6; i++) {
      assertThat(limit.message(256 * 1024, START)).isEqualTo(FINE);
    }
    assertThat(limit.message(256 * 1024, START)).isEqualTo(TELL);
    assertThat(limit.message(10, START)).isEqualTo(FINE);
  }

  @Test
  void aDearMessageCountsAsSeveral() {
    for (int i = 0; i < 10; i++) {
      assertThat(limit.message(20, START)).isEqualTo(FINE);
      assertThat(limit.weight(10, START)).isEqualTo(FINE);
    }
    assertThat(limit.message(20, START)).isEqualTo(TELL);
    assertThat(limit.message(20, START + 40 * MILLI)).isEqualTo(FINE);
    assertThat(limit.weight(10, START + 40 * MILLI)).as("told already").isEqualTo(IGNORE);
    assertThat(limit.weight(1, START + 40 * MILLI)).as("an ordinary one").isEqualTo(FINE);
  }

  @Test
  void aDearMessageIsNeverDearerThanTheBucketIsLarge() {
    for (int burst = 1; burst < 12; burst++) {
      RateLimit small =
          new RateLimit(
              ConnectionSettings.of(
                  ConfigFactory.parseString(
                          "carafe.rooms.connection { messages-per-second = 7, messages-burst = "
                              + burst
                              + " }")
                      .withFallback(ConfigFactory.load())),
              START);
      assertThat(small.message(20, START)).isEqualTo(FINE);
      assertThat(small.weight(10, START)).as("of %d", burst).isEqualTo(FINE);
    }
  }

  @Test
  void aMessageThatCostsMoreThanThereEverIsMayStillBeSent() {
    assertThat(limit.message(100 << 20, START)).isEqualTo(FINE);
    assertThat(limit.message(100 << 20, START)).isEqualTo(TELL);
    assertThat(limit.message(100 << 20, START + 4000 * MILLI)).isEqualTo(FINE);
  }
}
