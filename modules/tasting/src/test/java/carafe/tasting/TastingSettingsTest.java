package carafe.tasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong setting of the game fails the start, and is named. */
class TastingSettingsTest {
  @Test
  void whatIsShippedIsRight() {
    assertThat(TastingSettings.from(carafe("")).session().seatsMax()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "session.group-max, 0",
    "session.group-max, 1001",
    "session.code-digits, 3",
    "session.code-digits, 11",
    "session.max-participants, 0",
    "session.max-participants, 25001",
    "session.leaderboard-size, 0",
    "session.leaderboard-size, 501",
    "session.passivate-after, 101 days",
    "session.leave-after-drop, 500 days",
    "host.passivate-after, 500 days",
    "session.host-grace, -1 s",
    "session.ask-timeout, 0 s",
    "session.message-max, 0",
    "session.message-max, 3 GiB",
    "session.reservations-in-flight, 0",
    "session.reservations-per-second, 0",
    "session.reservations-burst, 0",
    "session.passivate-unused-after, 0 s",
    "host.passivate-unused-after, 0 s",
    "host.list-interval, 0 s",
    "host.list-interval, -1 s",
    "host.passivate-after, 0 s",
    "host.passivate-after, -1 minute",
    "host.snapshot-every, 0",
  })
  void aValueOutOfBoundsIsNamed(String key, String value) {
    Config wrong = carafe("carafe.%s = %s".formatted(key, value));
    assertThatThrownBy(() -> TastingSettings.from(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carafe." + key)
        .hasMessageContaining("must be");
  }

  private static Config carafe(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.load())
        .resolve()
        .getConfig("carafe");
  }
}
